package dev.gatewayhealth.agent.admin;

import dev.gatewayhealth.exchange.Ticker;
import dev.gatewayhealth.report.Pollers;
import dev.gatewayhealth.report.ReportSource;
import dev.gatewayhealth.settings.Keys;
import dev.gatewayhealth.settings.Problem;
import dev.gatewayhealth.settings.Settings;
import dev.gatewayhealth.thread.OwnThread;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The port for HAProxy's agent-check: whoever connects gets one line, and the connection is closed. One thread in a blocking accept,
 * which holds its descriptor ahead; it waits for nobody.
 */
public final class AgentCheckListener implements AutoCloseable {

    private static final int BACKLOG = 128;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final AgentCheck check;
    private final Consumer<String> log;
    private volatile @Nullable ServerSocketChannel server;

    /** Only the listener's own thread touches it. */
    private boolean failed;

    /**
     * Listens nowhere yet.
     *
     * @param reports whose verdict is the answer
     * @param pollers told of every poll answered here
     * @param log gets one line should something of ours ever fail, and no second
     * @param ticker the clock; nanoseconds that only differences are taken of
     */
    public AgentCheckListener(ReportSource reports, Pollers pollers, Consumer<String> log, Ticker ticker) {
        this.check = new AgentCheck(reports, pollers, ticker);
        this.log = log;
    }

    /**
     * Listens where the settings say, or nowhere if they name no port. Never throws.
     *
     * @param settings what the operator set, every key with its default
     * @return what kept it from listening, null if it listens or need not
     */
    public @Nullable Problem start(Settings settings) {
        Integer port = settings.agentCheckPort();
        if (port == null) {
            return null;
        }
        try {
            start(settings.adminHost(), port);
            return null;
        } catch (UnknownHostException | IllegalArgumentException e) {
            return settings.unusable(
                    Keys.ADMIN_HOST, "no such host, so no agent-check is answered", "an address of this machine");
        } catch (IOException | RuntimeException | Error e) {
            return settings.unusable(
                    Keys.AGENT_CHECK_PORT,
                    "cannot listen on " + settings.adminHost() + ":" + port + " (" + e.getMessage()
                            + "), so no agent-check is answered",
                    "a port that is free on an address of this machine");
        }
    }

    /** {@return the port it listens on; 0 while it does not} */
    public int port() {
        ServerSocketChannel current = server;
        return current == null ? 0 : current.socket().getLocalPort();
    }

    @Override
    public void close() {
        ServerSocketChannel current = server;
        server = null;
        if (current != null) {
            close(current);
        }
    }

    void start(String host, int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(host), port);
        ServerSocketChannel channel = ServerSocketChannel.open();
        server = channel;
        try {
            channel.bind(address, BACKLOG);
            OwnThread.of("gateway-health-agent-check", () -> accept(channel)).start();
        } catch (Throwable e) { // a thread that cannot be started is an Error
            close();
            throw e;
        }
    }

    private void accept(ServerSocketChannel channel) {
        while (channel.isOpen()) {
            try (SocketChannel caller = channel.accept()) {
                answer(caller);
            } catch (ClosedChannelException e) {
                // Of ours: the loop ends. Of the caller's: the next one.
            } catch (IOException e) {
                LockSupport.parkNanos(PAUSE_NANOS); // no descriptor left, or the peer was gone before it was accepted
            } catch (Throwable e) { // even without memory the next one may be answered
                failed(e);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** A line always fits into an empty send buffer; what was sent ahead is read, or closing would be a reset that overtakes it. */
    private void answer(SocketChannel caller) throws IOException {
        caller.configureBlocking(false);
        caller.setOption(StandardSocketOptions.TCP_NODELAY, true);
        InetSocketAddress peer = (InetSocketAddress) caller.getRemoteAddress();
        String line = check.line(peer.getAddress().getHostAddress());
        caller.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
        caller.shutdownOutput();
        caller.read(ByteBuffer.allocate(512));
    }

    private void failed(Throwable e) {
        if (!failed) {
            failed = true;
            try {
                log.accept("The agent-check met an error of its own and goes on: " + e);
            } catch (Throwable ignored) {
                // Nothing is left to tell it to; whoever called goes on all the same.
            }
        }
    }

    private static void close(ServerSocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // It cannot be closed any better.
        }
    }
}
