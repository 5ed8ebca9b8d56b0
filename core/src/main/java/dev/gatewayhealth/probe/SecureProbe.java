package dev.gatewayhealth.probe;

import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.exchange.Ticker;
import dev.gatewayhealth.resource.Probe;
import dev.gatewayhealth.resource.Probe.Outcome;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * One request over TLS. The listener is this process itself, at an address of this machine, so there is nobody whose certificate would have
 * to be checked. One that answers with an alert, because it wants a certificate of ours, is alive.
 */
final class SecureProbe {

    /** Made when first needed; only the prober's thread does. */
    private static @Nullable SSLContext context;

    private SecureProbe() {}

    /** Asks; blocks the calling thread for a few times the bound at most. */
    static Probe of(Listening place, byte[] request, Ticker ticker, long boundNanos) {
        long start = ticker.nanos();
        long connected = 0;
        int millis = (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(boundNanos));
        SocketAddress address = PlainProbe.address(place);
        try (Socket socket = new Socket()) {
            socket.connect(address, millis);
            connected = ticker.nanos() - start;
            socket.setSoTimeout(millis);
            int first = answer(socket, request);
            return first < 0
                    ? ended(Outcome.CUT_OFF, start, connected, ticker, "connection closed without an answer")
                    : ended(Outcome.ANSWERED, start, connected, ticker, "");
        } catch (ConnectException e) {
            return ended(Outcome.REFUSED, start, connected, ticker, "connection refused");
        } catch (SocketTimeoutException e) {
            return ended(Outcome.SILENT, start, connected, ticker, "no answer within " + millis + " ms");
        } catch (SSLException e) {
            boolean closed = e.getCause() instanceof EOFException;
            return ended(
                    closed ? Outcome.CUT_OFF : Outcome.ANSWERED,
                    start,
                    connected,
                    ticker,
                    closed ? "closed in the handshake" : "");
        } catch (IOException e) {
            boolean cut = connected != 0;
            return ended(
                    cut ? Outcome.CUT_OFF : Outcome.UNABLE, start, connected, ticker, String.valueOf(e.getMessage()));
        } catch (GeneralSecurityException | RuntimeException e) {
            return ended(Outcome.UNABLE, start, connected, ticker, "no TLS: " + e.getMessage());
        }
    }

    private static int answer(Socket socket, byte[] request) throws IOException, GeneralSecurityException {
        SSLSocket secure =
                (SSLSocket) context().getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
        secure.getOutputStream().write(request);
        int first = secure.getInputStream().read();
        byte[] rest = new byte[4096];
        while (first >= 0 && secure.getInputStream().read(rest) >= 0) {
            // To its end, so that the server sees no reset.
        }
        return first;
    }

    private static Probe ended(Outcome outcome, long start, long connected, Ticker ticker, String detail) {
        long total = ticker.nanos() - start;
        return new Probe(outcome, start, connected == 0 ? total : connected, total, total, detail);
    }

    private static SSLContext context() throws GeneralSecurityException {
        SSLContext its = context;
        if (its == null) {
            its = SSLContext.getInstance("TLS");
            its.init(null, new TrustManager[] {new Ourselves()}, null);
            context = its;
        }
        return its;
    }

    private static final class Ourselves extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
