package dev.gatewayhealth.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/** The container's stream, with a mark around each write. */
final class FollowedStream extends ServletOutputStream {

    private final ServletOutputStream stream;
    private final FollowedResponse response;
    private boolean unready;

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
        response.wrote(1);
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
        response.wrote(len);
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
        response.wrote(text == null ? "null".length() : text.length());
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

    /** While it is not ready, the gateway is the one that does not read; when it is again, something has left. */
    @Override
    public boolean isReady() {
        boolean ready = stream.isReady();
        if (!ready) {
            response.mark(Mark.WRITING);
        } else if (unready) {
            response.flushed();
        }
        unready = !ready;
        return ready;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        stream.setWriteListener(listener);
    }
}
