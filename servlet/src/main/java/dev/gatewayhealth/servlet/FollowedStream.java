package dev.gatewayhealth.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/** The container's stream, with a mark around each write. */
final class FollowedStream extends ServletOutputStream {

    private final ServletOutputStream stream;
    private final FollowedResponse response;

    /** How much was written since it was known to have left; here, where an object has room for it, and not in the response. */
    private int buffered;

    FollowedStream(ServletOutputStream stream, FollowedResponse response) {
        this.stream = stream;
        this.response = response;
    }

    @Override
    public void write(int b) throws IOException {
        response.mark(Mark.WRITING);
        try {
            stream.write(b);
        } catch (Throwable e) {
            response.failed(e);
            throw e;
        }
        buffered = response.wrote(buffered + 1);
    }

    @Override
    public void write(byte[] b, int off, int len) throws IOException {
        response.mark(Mark.WRITING);
        try {
            stream.write(b, off, len);
        } catch (Throwable e) {
            response.failed(e);
            throw e;
        }
        buffered = response.wrote(buffered + len);
    }

    /** In one piece, as the container would: the inherited one writes a byte at a time. */
    @Override
    public void print(String text) throws IOException {
        response.mark(Mark.WRITING);
        try {
            stream.print(text);
        } catch (Throwable e) {
            response.failed(e);
            throw e;
        }
        buffered = response.wrote(buffered + (text == null ? "null".length() : text.length()));
    }

    @Override
    public void flush() throws IOException {
        response.mark(Mark.WRITING);
        try {
            stream.flush();
        } catch (Throwable e) {
            response.failed(e);
            throw e;
        }
        response.flushed();
    }

    @Override
    public void close() throws IOException {
        response.mark(Mark.WRITING);
        try {
            stream.close();
        } catch (Throwable e) {
            response.failed(e);
            throw e;
        }
        response.closed();
    }

    /** Told by the response when all has left. */
    void emptied() {
        buffered = 0;
    }

    @Override
    public boolean isReady() {
        boolean ready = stream.isReady();
        response.ready(ready);
        return ready;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        stream.setWriteListener(listener);
    }
}
