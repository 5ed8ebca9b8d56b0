package dev.gatewayhealth.samples.war;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A megabyte that is written whenever the connection takes some of it, by no thread of its own. */
@WebServlet(urlPatterns = "/pieces", asyncSupported = true)
public final class Pieces extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AsyncContext async = request.startAsync();
        ServletOutputStream out = response.getOutputStream();
        out.setWriteListener(new Writing(async, out));
    }

    private static final class Writing implements WriteListener {

        private static final byte[] PIECE = new byte[16 * 1024];

        private final AsyncContext async;
        private final ServletOutputStream out;
        private int left = 64;

        Writing(AsyncContext async, ServletOutputStream out) {
            this.async = async;
            this.out = out;
        }

        @Override
        public void onWritePossible() throws IOException {
            while (out.isReady()) {
                if (left == 0) {
                    async.complete();
                    return;
                }
                left--;
                out.write(PIECE);
            }
        }

        @Override
        public void onError(Throwable failure) {
            async.complete();
        }
    }
}
