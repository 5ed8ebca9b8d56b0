package dev.gatewayhealth.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.exchange.Ticker;
import dev.gatewayhealth.resource.Probe;
import dev.gatewayhealth.resource.Probe.Outcome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/** One request over TCP or a unix socket, without TLS; never waits for longer than it may. */
final class PlainProbe {

    private final Ticker ticker;
    private final long start;
    private final long bound;
    private final ByteBuffer answer = ByteBuffer.allocate(4096);
    private long connected;
    private long firstByte;

    private PlainProbe(Ticker ticker, long boundNanos) {
        this.ticker = ticker;
        this.start = ticker.nanos();
        this.bound = boundNanos;
    }

    /** Asks; blocks the calling thread for the bound at most. */
    static Probe of(Listening place, byte[] request, Ticker ticker, long boundNanos) {
        PlainProbe probe = new PlainProbe(ticker, boundNanos);
        try (SocketChannel channel = probe.open(place);
                Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            return probe.run(channel, selector, address(place), request);
        } catch (IOException | RuntimeException e) {
            return probe.ended(Outcome.UNABLE, String.valueOf(e.getMessage()));
        }
    }

    static SocketAddress address(Listening place) {
        if (place.unixPath() != null) {
            return UnixDomainSocketAddress.of(place.unixPath());
        }
        return new InetSocketAddress(place.everywhere() ? "127.0.0.1" : place.address(), place.port());
    }

    private SocketChannel open(Listening place) throws IOException {
        return place.unixPath() != null ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
    }

    private Probe run(SocketChannel channel, Selector selector, SocketAddress address, byte[] request) {
        try {
            if (!channel.connect(address) && !finish(channel, selector)) {
                return ended(Outcome.SILENT, "no connection within " + TimeUnit.NANOSECONDS.toMillis(bound) + " ms");
            }
        } catch (ConnectException e) {
            return ended(Outcome.REFUSED, "connection refused");
        } catch (IOException e) {
            return ended(unconnected(e), String.valueOf(e.getMessage()));
        }
        connected = ticker.nanos() - start;
        try {
            channel.write(ByteBuffer.wrap(request));
            return read(channel, selector);
        } catch (IOException e) {
            return answer.position() > 0
                    ? judged()
                    : ended(Outcome.CUT_OFF, "connection broken off: " + e.getMessage());
        }
    }

    /** A unix socket whose queue is full refuses at once, with words of its own; one whose file is gone has no listener. */
    private static Outcome unconnected(IOException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("temporarily unavailable")) {
            return Outcome.SILENT;
        }
        return message.contains("No such file") || message.contains("refused") ? Outcome.REFUSED : Outcome.UNABLE;
    }

    private boolean finish(SocketChannel channel, Selector selector) throws IOException {
        channel.register(selector, SelectionKey.OP_CONNECT);
        return await(selector) && channel.finishConnect();
    }

    private Probe read(SocketChannel channel, Selector selector) throws IOException {
        channel.register(selector, SelectionKey.OP_READ);
        while (answer.hasRemaining()) {
            if (!await(selector)) {
                return answer.position() == 0
                        ? ended(Outcome.SILENT, "no answer within " + TimeUnit.NANOSECONDS.toMillis(bound) + " ms")
                        : judged();
            }
            selector.selectedKeys().clear();
            int count = channel.read(answer);
            if (count > 0 && firstByte == 0) {
                firstByte = ticker.nanos() - start;
            }
            if (count < 0) {
                return answer.position() == 0
                        ? ended(Outcome.CUT_OFF, "connection closed without an answer")
                        : judged();
            }
        }
        return judged();
    }

    private Probe judged() {
        boolean http = new String(answer.array(), 0, Math.min(answer.position(), 7), US_ASCII).equals("HTTP/1.");
        return ended(http ? Outcome.ANSWERED : Outcome.CUT_OFF, http ? "" : "the answer is no HTTP/1.1");
    }

    /** False when the time is up. A pause of the whole process is no reason to miss what has come meanwhile. */
    private boolean await(Selector selector) throws IOException {
        long left = bound - (ticker.nanos() - start);
        return (left <= 0 ? selector.selectNow() : selector.select(1 + TimeUnit.NANOSECONDS.toMillis(left))) > 0
                || selector.selectNow() > 0;
    }

    private Probe ended(Outcome outcome, String detail) {
        long total = ticker.nanos() - start;
        return new Probe(
                outcome, start, connected == 0 ? total : connected, firstByte == 0 ? total : firstByte, total, detail);
    }
}
