package dev.gatewayhealth.e2e.rig;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Somebody who calls a port, as a rule on loopback, each request under an id of its own and on a connection of its own. */
public final class Client {

    private static final AtomicLong IDS = new AtomicLong();
    private static final ExecutorService LATER = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "client");
        thread.setDaemon(true);
        return thread;
    });

    private final InetAddress address;
    private final int port;

    public Client(int port) {
        this(InetAddress.getLoopbackAddress(), port);
    }

    Client(InetAddress address, int port) {
        this.address = address;
        this.port = port;
    }

    /** Gets the target and waits for all of the answer. */
    public Answer get(String target) {
        return call("GET", target, "").answer();
    }

    /** Gets the target on another thread. */
    public CompletableFuture<Answer> later(String target) {
        return later(() -> get(target));
    }

    /** Does all this on another thread; there are as many as are asked for. */
    public static <T> CompletableFuture<T> later(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, LATER);
    }

    /** Sends a request and leaves the rest to the caller. */
    public Call call(String method, String target, String body, String... headers) {
        String id = "q" + IDS.incrementAndGet();
        String request = method + " " + target + (target.contains("?") ? "&" : "?") + "id=" + id + " HTTP/1.1\r\n"
                + "Host: localhost\r\nConnection: close\r\n"
                + (body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n")
                + String.join(
                        "", Arrays.stream(headers).map(line -> line + "\r\n").toList())
                + "\r\n" + body;
        return Call.open(address, port, id, request.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends these very bytes. */
    public Call raw(String request) {
        return Call.open(address, port, "", request.getBytes(StandardCharsets.ISO_8859_1));
    }
}
