package dev.gatewayhealth.agent.admin;

import dev.gatewayhealth.exchange.Ticker;
import dev.gatewayhealth.report.HealthEndpoint;
import dev.gatewayhealth.report.Pollers;
import dev.gatewayhealth.settings.Keys;
import dev.gatewayhealth.settings.Problem;
import dev.gatewayhealth.settings.Settings;
import dev.gatewayhealth.thread.OwnThread;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The port that answers when the service cannot. One thread waits in a blocking accept: the kernel sets the descriptor
 * aside before it waits, so a poll is answered even where all others are used up. A second thread serves what was accepted. One more
 * descriptor is kept for the moment between two accepts: whoever leaks takes what is free then.
 */
public final class AdminListener implements AutoCloseable {

    private static final int BACKLOG = 1024;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Answering answering;
    private final Consumer<String> log;
    private final Ticker ticker;
    private final AtomicBoolean failed = new AtomicBoolean();
    private volatile @Nullable ServerSocketChannel server;
    private volatile @Nullable AdminLoop loop;

    /**
     * Listens nowhere yet.
     *
     * @param endpoint answers whatever comes in
     * @param pollers told of every poll answered here
     * @param log gets one line should something of ours ever fail, and no second
     */
    public AdminListener(HealthEndpoint endpoint, Pollers pollers, Consumer<String> log) {
        this(endpoint, pollers, log, Ticker.system());
    }

    AdminListener(HealthEndpoint endpoint, Pollers pollers, Consumer<String> log, Ticker ticker) {
        this.answering = new Answering(endpoint, pollers);
        this.log = log;
        this.ticker = ticker;
    }

    /**
     * Listens where the settings say, or nowhere if they name no port. Never throws.
     *
     * @param settings what the operator set, every key with its default
     * @return what kept it from listening, null if it listens or need not
     */
    public @Nullable Problem start(Settings settings) {
        Integer port = settings.adminPort();
        if (port == null) {
            return null;
        }
        String at = settings.adminHost() + ":" + port;
        try {
            start(settings.adminHost(), port);
            return null;
        } catch (UnknownHostException | IllegalArgumentException e) {
            return settings.unusable(
                    Keys.ADMIN_HOST, "no such host, so there is no admin listener", "an address of this machine");
        } catch (IOException | RuntimeException | Error e) {
            String reason = "cannot listen on " + at + " (" + e.getMessage() + "), so there is no admin listener";
            return settings.unusable(Keys.ADMIN_PORT, reason, "a port that is free on an address of this machine");
        }
    }

    /** {@return the port it listens on; 0 while it does not} */
    public int port() {
        ServerSocketChannel current = server;
        return current == null ? 0 : current.socket().getLocalPort();
    }

    /** Frees the port and ends both threads and every connection. */
    @Override
    public void close() {
        ServerSocketChannel current = server;
        AdminLoop serving = loop;
        server = null;
        loop = null;
        if (current != null) {
            try {
                current.close();
            } catch (IOException e) {
                failed(e);
            }
        }
        if (serving != null) {
            serving.close();
        }
    }

    void start(String host, int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(host), port);
        Selector selector = Selector.open();
        try {
            ServerSocketChannel channel = ServerSocketChannel.open();
            AdminLoop serving = new AdminLoop(selector, answering, ticker, this::failed);
            server = channel;
            loop = serving;
            channel.bind(address, BACKLOG);
            OwnThread.of("gateway-health-admin", serving).start();
            OwnThread.of("gateway-health-admin-accept", () -> accept(channel, serving))
                    .start();
        } catch (Throwable e) { // a thread that cannot be started is an Error
            close();
            selector.close();
            throw e;
        }
    }

    private void accept(ServerSocketChannel channel, AdminLoop serving) {
        try (Spare spare = new Spare()) {
            accept(channel, serving, spare);
        }
    }

    private void accept(ServerSocketChannel channel, AdminLoop serving, Spare spare) {
        while (channel.isOpen()) {
            try {
                serving.serve(channel.accept());
                spare.take();
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                // No descriptor left, or the peer was gone before it was accepted.
                if (!spare.give()) {
                    pause(serving);
                }
            } catch (Throwable e) { // even without memory the next one may be accepted
                failed(e);
                pause(serving);
            }
        }
    }

    private static void pause(AdminLoop serving) {
        serving.starve(Thread.currentThread());
        LockSupport.parkNanos(PAUSE_NANOS);
    }

    private void failed(Throwable e) {
        if (failed.compareAndSet(false, true)) {
            try {
                log.accept("The admin listener met an error of its own and goes on: " + e);
            } catch (Throwable ignored) {
                // Nothing is left to tell it to; whoever called goes on all the same.
            }
        }
    }
}
