package dev.gatewayhealth.nginx;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** The lines in a stream of bytes that comes in pieces; of a line that is too long, the beginning. */
final class ErrorLogLines {

    private final Consumer<ErrorLogLine> to;
    private final byte[] line = new byte[ErrorLogLine.LONGEST];
    private int length;
    private boolean passOver;

    ErrorLogLines(Consumer<ErrorLogLine> to) {
        this.to = to;
    }

    /**
     * Forgets what was begun.
     *
     * @param inside whether what comes begins in the middle of a line
     */
    void startAnew(boolean inside) {
        length = 0;
        passOver = inside;
    }

    void take(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (next == '\n') {
                end();
            } else if (!passOver && length < line.length) {
                line[length++] = next;
            }
        }
    }

    private void end() {
        ErrorLogLine read = passOver ? null : ErrorLogLine.of(new String(line, 0, length, StandardCharsets.ISO_8859_1));
        startAnew(false);
        if (read != null) {
            to.accept(read);
        }
    }
}
