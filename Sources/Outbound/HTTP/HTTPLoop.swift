import CCurl
import Foundation
import Transfers

/// The thread that all requests of one engine share.
///
/// `@unchecked Sendable`: `inbox`, `isClosed`, `hasEnded` and `waiters` are only touched under the lock; the rest only
/// on the thread that runs `run()`. `multi` never changes, and libcurl allows waking it up from any thread for as long
/// as it exists, which the lock sees to.
final class HTTPLoop: @unchecked Sendable {
    private let lock = NSLock()
    private var inbox: [HTTPJob] = []
    private var isClosed = false
    private var hasEnded = false
    private var waiters: [CheckedContinuation<Void, Never>] = []

    let breakOff = BreakOff()
    private let settings: HTTPSettings
    private let multi: UnsafeMutableRawPointer
    private var waiting: [String: [HTTPJob]] = [:]
    private var underWay: [UnsafeMutableRawPointer: HTTPTransfer] = [:]
    private var countByHost: [String: Int] = [:]
    private var idle: [UnsafeMutableRawPointer] = []

    init(settings: HTTPSettings) {
        self.settings = settings
        guard let multi = curl_multi_init() else { fatalError("libcurl could not allocate a multi handle.") }
        self.multi = multi
    }

    /// Queues a request; false if the loop is closed.
    func submit(_ job: HTTPJob) -> Bool {
        lock.withLock {
            guard !isClosed else { return false }
            inbox.append(job)
            curl_multi_wakeup(multi)
            return true
        }
    }

    /// Takes no more requests, and makes the thread end when those under way are done.
    func close() {
        lock.withLock {
            guard !isClosed else { return }
            isClosed = true
            curl_multi_wakeup(multi)
        }
    }

    /// Makes the thread look whether the requests are to be broken off.
    func wake() {
        lock.withLock { if !hasEnded { _ = curl_multi_wakeup(multi) } }
    }

    func whenEnded(_ waiter: CheckedContinuation<Void, Never>) {
        let isOver = lock.withLock {
            if !hasEnded { waiters.append(waiter) }
            return hasEnded
        }
        if isOver { waiter.resume() }
    }

    func run() {
        while true {
            let (arrived, isClosing) = lock.withLock {
                defer { inbox = [] }
                return (inbox, isClosed)
            }
            if isClosing {
                refuse(arrived)
                if breakOff.isRaised { abandon() }
                if underWay.isEmpty { break }
            } else {
                for job in arrived { begin(job) }
            }
            var running: Int32 = 0
            curl_multi_perform(multi, &running)
            finishTransfers()
            if isClosing && underWay.isEmpty { continue }
            // Returns at once when a socket is ready, a time-out is near or somebody wakes it.
            curl_multi_poll(multi, nil, 0, 60_000, nil)
        }
        end()
    }

    private func refuse(_ arrived: [HTTPJob]) {
        for job in arrived + waiting.values.joined() {
            job.continuation.resume(returning: .notBegun)
        }
        waiting = [:]
    }

    private func abandon() {
        for (handle, transfer) in underWay {
            curl_multi_remove_handle(multi, handle)
            curl_easy_cleanup(handle)
            transfer.release()
            transfer.job.continuation.resume(returning: .brokenOff)
        }
        underWay = [:]
    }

    private func begin(_ job: HTTPJob) {
        let host = job.request.host
        guard countByHost[host, default: 0] < settings.connectionsPerHost else {
            waiting[host, default: []].append(job)
            return
        }
        guard let handle = idle.popLast() ?? curl_easy_init() else {
            job.continuation.resume(returning: .noHandle)
            return
        }
        let transfer = HTTPTransfer(job: job, handle: handle, settings: settings)
        guard transfer.isReady, curl_multi_add_handle(multi, handle) == CURLM_OK else {
            curl_easy_cleanup(handle)
            transfer.release()
            job.continuation.resume(returning: .notPossible)
            return
        }
        countByHost[host, default: 0] += 1
        underWay[handle] = transfer
    }

    private func finishTransfers() {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle,
                let transfer = underWay.removeValue(forKey: handle)
            else { continue }
            let code = message.pointee.data.result
            let answer = transfer.answer(code)
            curl_multi_remove_handle(multi, handle)
            curl_easy_reset(handle)
            transfer.release()
            idle.append(handle)
            transfer.job.continuation.resume(returning: answer)
            beginNext(transfer.job.request.host)
        }
    }

    private func beginNext(_ host: String) {
        let count = countByHost[host, default: 1] - 1
        countByHost[host] = count == 0 ? nil : count
        guard var queue = waiting[host] else { return }
        let job = queue.removeFirst()
        waiting[host] = queue.isEmpty ? nil : queue
        begin(job)
    }

    private func end() {
        for handle in idle { curl_easy_cleanup(handle) }
        let resumed = lock.withLock {
            hasEnded = true
            curl_multi_cleanup(multi)
            defer { waiters = [] }
            return waiters
        }
        for waiter in resumed { waiter.resume() }
    }
}
