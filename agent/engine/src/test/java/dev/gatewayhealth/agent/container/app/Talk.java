package dev.gatewayhealth.agent.container.app;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What a connection serves that was upgraded: each byte is sent back. */
public final class Talk implements HttpUpgradeHandler, ReadListener {

    private WebConnection connection;
    private ServletInputStream in;
    private ServletOutputStream out;

    @Override
    public void init(WebConnection upgraded) {
        connection = upgraded;
        try {
            in = upgraded.getInputStream();
            out = upgraded.getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        in.setReadListener(this);
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (in.isReady()) {
            int next = in.read();
            if (next < 0) {
                return;
            }
            out.write(next);
            out.flush();
        }
    }

    @Override
    public void onAllDataRead() throws IOException {
        close();
    }

    @Override
    public void onError(Throwable broken) {
        try {
            close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void close() throws IOException {
        try {
            connection.close();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    @Override
    public void destroy() {}
}
