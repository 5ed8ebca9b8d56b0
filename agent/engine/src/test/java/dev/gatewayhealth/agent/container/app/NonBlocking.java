package dev.gatewayhealth.agent.container.app;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Reads a body and answers with more than a socket takes at once, and no thread ever waits for either. */
final class NonBlocking implements ReadListener, WriteListener {

    /** In bytes. */
    private static final int MUCH = 1 << 18;

    private final AsyncContext async;
    private final ServletInputStream in;
    private final ServletOutputStream out;
    private final byte[] buffer = new byte[1 << 13];
    private int left = MUCH;

    private NonBlocking(AsyncContext async) throws IOException {
        this.async = async;
        this.in = async.getRequest().getInputStream();
        this.out = async.getResponse().getOutputStream();
    }

    static void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentLength(MUCH);
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        NonBlocking its = new NonBlocking(async);
        its.in.setReadListener(its);
    }

    @Override
    public void onDataAvailable() throws IOException {
        int read = 0;
        while (read >= 0 && in.isReady()) {
            read = in.read(buffer);
        }
    }

    @Override
    public void onAllDataRead() {
        out.setWriteListener(this);
    }

    @Override
    public void onWritePossible() throws IOException {
        while (out.isReady()) {
            if (left == 0) {
                async.complete();
                return;
            }
            int now = Math.min(left, buffer.length);
            out.write(buffer, 0, now);
            left -= now;
        }
    }

    @Override
    public void onError(Throwable error) {
        async.complete();
    }
}
