import Foundation

/// A CSV file that has been read: which table it is, and its rows.
package struct ImportFile: Sendable {
    let table: ImportTable
    let rows: [ImportRow]

    /// - Throws: ``ImportError`` naming every row that cannot be read.
    init(path: String) throws {
        let name = (path as NSString).lastPathComponent
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue,
            let handle = FileHandle(forReadingAtPath: path)
        else {
            throw ImportError(problems: [
                ImportProblem(
                    file: name, line: 1, column: nil, sentence: "The file cannot be read; give the path of a CSV file.")
            ])
        }
        defer { try? handle.close() }
        var reader = CSVReader {
            guard let chunk = try handle.read(upToCount: 1 << 16), !chunk.isEmpty else { return nil }
            return [UInt8](chunk)
        }
        try self.init(&reader, name: name)
    }

    /// - Parameter name: What the file is called where something is wrong with it.
    /// - Throws: ``ImportError`` naming every row that cannot be read.
    package init(_ reader: inout CSVReader, name: String) throws {
        do {
            (table, rows) = try Self.rows(of: &reader, file: name)
        } catch let fault as CSVError {
            throw ImportError(problems: [
                ImportProblem(
                    file: name, line: fault.line, column: nil, sentence: "column \(fault.column): \(fault.sentence)")
            ])
        }
    }

    private static func rows(
        of reader: inout CSVReader, file: String
    ) throws -> (ImportTable, [ImportRow]) {
        guard let header = try reader.next() else {
            throw CSVError(line: 1, column: 1, sentence: "The file is empty; a header is expected.")
        }
        let table = try ImportTable.of(header)
        let columns = header.fields.map(\.text)
        var rows: [ImportRow] = []
        var problems: [ImportProblem] = []
        while let record = try reader.next() {
            do { rows.append(try ImportRow(file: file, record: record, columns: columns)) } catch {
                problems.append(error as! ImportProblem)
            }
        }
        guard problems.isEmpty else { throw ImportError(problems: problems) }
        return (table, rows)
    }
}
