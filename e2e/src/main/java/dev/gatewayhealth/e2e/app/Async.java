package dev.gatewayhealth.e2e.app;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Lets its request thread go and answers from another one after {@code ms}. */
final class Async implements Endpoint {

    private final ScheduledExecutorService later = Executors.newScheduledThreadPool(4, task -> {
        Thread thread = new Thread(task, "async-answer");
        thread.setDaemon(true);
        return thread;
    });

    @Override
    public void serve(HttpServletRequest request, HttpServletResponse response) {
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        var unused = later.schedule(() -> answer(async), Endpoint.number(request, "ms", 1000), TimeUnit.MILLISECONDS);
    }

    private static void answer(AsyncContext async) {
        try {
            async.getResponse().getWriter().print("async");
        } catch (IOException e) {
            async.getRequest().getServletContext().log("Nobody took the answer", e);
        } finally {
            async.complete();
        }
    }
}
