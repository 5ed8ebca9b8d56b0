package dev.gatewayhealth.benchmarks;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Map;

/** A response whose stream counts what it is given and throws it away. */
final class StillResponse extends HttpServletResponseWrapper {

    private final Sink sink = new Sink();

    StillResponse() {
        super(StillRequest.answering(HttpServletResponse.class, Map.of()));
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return sink;
    }

    @Override
    public int getBufferSize() {
        return 8192;
    }

    @Override
    public boolean isCommitted() {
        return false;
    }

    private static final class Sink extends ServletOutputStream {

        private long taken;

        @Override
        public void write(int b) {
            taken++;
        }

        @Override
        public void write(byte[] b, int off, int len) {
            taken += len;
        }

        @Override
        public boolean isReady() {
            return taken >= 0;
        }

        @Override
        public void setWriteListener(WriteListener listener) {}
    }
}
