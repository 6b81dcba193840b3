import ArgumentParser
@main struct Q: AsyncParsableCommand { func run() async throws {} }
