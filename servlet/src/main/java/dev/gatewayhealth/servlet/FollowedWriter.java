package dev.gatewayhealth.servlet;

import java.io.PrintWriter;

/**
 * The container's writer, with a mark around each write. All that {@link PrintWriter} prints goes through the methods here, but for
 * line ends, which are the container's.
 */
final class FollowedWriter extends PrintWriter {

    private final PrintWriter writer;
    private final FollowedResponse response;

    /** How much was written since it was known to have left. */
    private int buffered;

    FollowedWriter(PrintWriter writer, FollowedResponse response) {
        super(writer);
        this.writer = writer;
        this.response = response;
    }

    @Override
    public void write(int c) {
        response.mark(Mark.WRITING);
        writer.write(c);
        buffered = response.wrote(buffered + 1);
    }

    @Override
    public void write(char[] buf, int off, int len) {
        response.mark(Mark.WRITING);
        writer.write(buf, off, len);
        buffered = response.wrote(buffered + len);
    }

    @Override
    public void write(String s, int off, int len) {
        response.mark(Mark.WRITING);
        writer.write(s, off, len);
        buffered = response.wrote(buffered + len);
    }

    @Override
    public void println() {
        response.mark(Mark.WRITING);
        writer.println();
        buffered = response.wrote(buffered + 1);
    }

    @Override
    public void flush() {
        response.mark(Mark.WRITING);
        writer.flush();
        response.flushed();
    }

    @Override
    public void close() {
        response.mark(Mark.WRITING);
        writer.close();
        response.closed();
    }

    /** Told by the response when all has left. */
    void emptied() {
        buffered = 0;
    }

    /** A writer swallows what goes wrong; this is how the application asks. */
    @Override
    public boolean checkError() {
        return writer.checkError();
    }
}
