package dev.gatewayhealth.e2e.app;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A stream of server-sent events: {@code count} of them, one each {@code every} ms, and no thread waits in between. */
final class Events implements Endpoint {

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "events");
        thread.setDaemon(true);
        return thread;
    });

    @Override
    public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        response.setContentType("text/event-stream");
        response.flushBuffer();
        send(async, Endpoint.number(request, "count", 10), Endpoint.number(request, "every", 1000));
    }

    private void send(AsyncContext async, long count, long every) throws IOException {
        PrintWriter out = async.getResponse().getWriter();
        out.print(": still here\n\n");
        out.flush();
        // A writer says so in no other way when its client is gone.
        if (count <= 1 || out.checkError()) {
            async.complete();
        } else {
            var unused = clock.schedule(() -> next(async, count - 1, every), every, TimeUnit.MILLISECONDS);
        }
    }

    private void next(AsyncContext async, long count, long every) {
        try {
            send(async, count, every);
        } catch (IOException e) {
            async.complete();
        }
    }
}
