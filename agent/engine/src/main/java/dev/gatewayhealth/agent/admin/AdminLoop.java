package dev.gatewayhealth.agent.admin;

import dev.gatewayhealth.exchange.Ticker;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Serves all connections of the admin listener on one thread. None of them can hold it up: it never waits for one, only
 * for all of them together.
 */
final class AdminLoop implements Runnable {

    /** More than any balancer opens at once, less than would hurt a host whose descriptors are few. */
    private static final int MOST = 512;

    private static final long TICK_MILLIS = 250;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** How long a request may take to come in while the acceptor has no descriptor. */
    private static final long HUNGRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Selector selector;
    private final Answering answering;
    private final Ticker ticker;
    private final Consumer<Throwable> failures;
    private final Queue<SocketChannel> arrivals = new ConcurrentLinkedQueue<>();
    private final Set<AdminConnection> connections = new HashSet<>();
    private volatile boolean closed;
    /** The acceptor while it finds no descriptor; set and cleared by itself. */
    private volatile @Nullable Thread starved;

    /** Set by the acceptor, cleared here. */
    private volatile boolean shed;

    /** Whether this turn gave a descriptor back. */
    private boolean freed;

    private long swept;

    AdminLoop(Selector selector, Answering answering, Ticker ticker, Consumer<Throwable> failures) {
        this.selector = selector;
        this.answering = answering;
        this.ticker = ticker;
        this.failures = failures;
        this.swept = ticker.nanos();
    }

    /** Takes over a connection; called by the acceptor. */
    void serve(SocketChannel channel) {
        starved = null;
        arrivals.add(channel);
        selector.wakeup();
        if (closed) {
            closeArrivals();
        }
    }

    /** Asks for somebody's descriptor; called by the acceptor, which waits for it, but not for long. */
    void starve(Thread acceptor) {
        starved = acceptor;
        shed = true;
        selector.wakeup();
    }

    /** Ends the thread, and all connections with it. */
    void close() {
        closed = true;
        selector.wakeup();
    }

    @Override
    public void run() {
        while (!closed) {
            try {
                turn();
            } catch (Throwable e) { // even without memory the next turn may succeed
                failures.accept(e);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        end();
    }

    private void turn() throws IOException {
        // feed() looks at the selector too and may take the wake-up of an arrival with it, so that none is left for it
        // here: ask for arrivals before waiting. One that comes after the question ends the wait.
        if (arrivals.isEmpty()) {
            selector.select(this::handle, connections.isEmpty() ? 0 : TICK_MILLIS);
        } else {
            selector.selectNow(this::handle);
        }
        for (SocketChannel channel = arrivals.poll(); channel != null; channel = arrivals.poll()) {
            register(channel);
        }
        long now = ticker.nanos();
        if (now - swept > TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS)) {
            swept = now;
            sweep(now);
        }
        if (starved != null) {
            feed(now);
        }
        freed = false;
    }

    private void handle(SelectionKey key) {
        AdminConnection connection = (AdminConnection) key.attachment();
        try {
            connection.ready(ticker.nanos());
        } catch (IOException e) {
            connection.close(); // HAProxy resets as soon as it has read the status line
        } catch (RuntimeException | Error e) {
            connection.close();
            failures.accept(e);
        }
        if (!key.isValid()) {
            forget(connection);
        }
    }

    private void register(SocketChannel channel) {
        try {
            if (connections.size() >= MOST) {
                closeOldest(ticker.nanos(), 0);
            }
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            String peer = ((InetSocketAddress) channel.getRemoteAddress())
                    .getAddress()
                    .getHostAddress();
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            AdminConnection connection = new AdminConnection(channel, key, answering, peer, ticker.nanos());
            key.attach(connection);
            connections.add(connection);
        } catch (IOException | RuntimeException e) {
            close(channel);
        }
    }

    private void sweep(long now) {
        List<AdminConnection> expired = new ArrayList<>();
        for (AdminConnection connection : connections) {
            if (connection.expired(now)) {
                expired.add(connection);
            }
        }
        expired.forEach(this::close);
    }

    /**
     * Gives the acceptor a descriptor if there is one to give. A channel lets go of its own only when the selector has let
     * go of its key, which takes a look at the selector.
     */
    private void feed(long now) throws IOException {
        if (shed) {
            shed = false;
            closeOldest(now, HUNGRY_NANOS);
        }
        if (freed) {
            selector.selectNow(this::handle);
            LockSupport.unpark(starved);
        }
    }

    /** One that is only kept alive, else the one that has been waiting longest for anything: slow ones keep nobody out. */
    private void closeOldest(long now, long spared) {
        connections.stream()
                .filter(each -> each.idle() || now - each.since() >= spared)
                .max(Comparator.comparing(AdminConnection::idle).thenComparing(each -> now - each.since()))
                .ifPresent(this::close);
    }

    private void close(AdminConnection connection) {
        connection.close();
        forget(connection);
    }

    private void forget(AdminConnection connection) {
        freed |= connections.remove(connection);
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // It could not be served; it cannot be closed better either.
        }
    }

    private void end() {
        connections.forEach(AdminConnection::close);
        closeArrivals();
        try {
            selector.close();
        } catch (IOException e) {
            failures.accept(e);
        }
    }

    private void closeArrivals() {
        for (SocketChannel channel = arrivals.poll(); channel != null; channel = arrivals.poll()) {
            close(channel);
        }
    }
}
