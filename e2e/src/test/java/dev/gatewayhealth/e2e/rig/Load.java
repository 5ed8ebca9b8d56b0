package dev.gatewayhealth.e2e.rig;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Callers that never stop: each sends a GET, then a POST, over a connection it keeps, and notes whatever is no 200. */
public final class Load implements AutoCloseable {

    private static final int CALLERS = 4;

    private final URI base;
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong answered = new AtomicLong();
    private final List<Thread> callers = new ArrayList<>();
    private volatile boolean over;

    private Load(int port) {
        this.base = URI.create("http://127.0.0.1:" + port);
    }

    /** Begins to call whoever listens on that port. */
    public static Load on(int port) {
        Load load = new Load(port);
        for (int i = 0; i < CALLERS; i++) {
            Thread caller = new Thread(load::call, "caller-" + i);
            caller.setDaemon(true);
            caller.start();
            load.callers.add(caller);
        }
        return load;
    }

    /** How many requests were answered with 200. */
    public long answered() {
        return answered.get();
    }

    /** What went wrong, in words. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        over = true;
        for (Thread caller : callers) {
            try {
                caller.join(10_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void call() {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest get = HttpRequest.newBuilder(base.resolve("/hello")).build();
        HttpRequest post = HttpRequest.newBuilder(base.resolve("/upload?ms=20"))
                .POST(BodyPublishers.ofString("something to do once"))
                .build();
        while (!over) {
            send(client, get);
            send(client, post);
        }
    }

    private void send(HttpClient client, HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() == 200) {
                answered.incrementAndGet();
            } else {
                failures.add(request.method() + " " + response.statusCode());
            }
        } catch (java.io.IOException e) {
            failures.add(request.method() + " " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
