package dev.gatewayhealth.servlet;

import java.io.PrintWriter;

/**
 * The container's writer, with a mark around each write. All that {@link PrintWriter} prints goes through the methods here, but for
 * line ends, which are the container's.
 */
final class FollowedWriter extends PrintWriter {

    private final PrintWriter writer;
    private final FollowedResponse response;

    FollowedWriter(PrintWriter writer, FollowedResponse response) {
        super(writer);
        this.writer = writer;
        this.response = response;
    }

    @Override
    public void write(int c) {
        response.mark(Mark.WRITING);
        writer.write(c);
        response.wrote(1);
    }

    @Override
    public void write(char[] buf, int off, int len) {
        response.mark(Mark.WRITING);
        writer.write(buf, off, len);
        response.wrote(len);
    }

    @Override
    public void write(String s, int off, int len) {
        response.mark(Mark.WRITING);
        writer.write(s, off, len);
        response.wrote(len);
    }

    @Override
    public void println() {
        response.mark(Mark.WRITING);
        writer.println();
        response.wrote(1);
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

    /** A writer swallows what goes wrong; this is how the application asks. */
    @Override
    public boolean checkError() {
        return writer.checkError();
    }
}
