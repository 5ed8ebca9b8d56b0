package dev.gatewayhealth.proc;

/** Walks through the lines of one socket table piece by piece, in a buffer that is used again for the next table. */
final class SocketLines {

    /** Holds a piece and the beginning of a line left over from the piece before; a line is some 150 bytes. */
    private final byte[] buffer = new byte[16 * 1024];

    private ProcFile file;
    private int piece;
    private int from;
    private int to;

    SocketLines(ProcFile file) {
        this.file = file;
    }

    /** Goes to the first line; false if the table cannot be read. */
    boolean start(ProcFile table) {
        return start(table, buffer.length);
    }

    /** The same, reading so many bytes at a time: the kernel makes no more lines than it takes to fill them. */
    boolean start(ProcFile table, int bytes) {
        file = table;
        piece = bytes;
        from = 0;
        to = 0;
        return table.rewind();
    }

    /** Parses the next socket; false at the end, or where the file's problem says why the end is missing. */
    boolean next(SocketLine line) {
        while (true) {
            int newline = newline();
            if (newline < 0) {
                if (!fill()) {
                    return false;
                }
                continue;
            }
            int start = from;
            from = newline + 1;
            if (line.parse(buffer, start, newline)) {
                return true;
            }
        }
    }

    private int newline() {
        for (int i = from; i < to; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private boolean fill() {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        int count = file.next(buffer, to, Math.min(piece, buffer.length - to));
        to += count;
        return count > 0;
    }
}
