package dev.gatewayhealth.e2e.app;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Two requests at once take two locks, each in the other's order. */
final class DeadLock implements Endpoint {

    private final Object left = new Object();
    private final Object right = new Object();
    private final AtomicInteger number = new AtomicInteger();
    private final CountDownLatch both = new CountDownLatch(2);

    @Override
    public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean even = number.getAndIncrement() % 2 == 0;
        synchronized (even ? left : right) {
            both.countDown();
            awaitBoth();
            synchronized (even ? right : left) {
                response.getWriter().print("never");
            }
        }
    }

    private void awaitBoth() throws IOException {
        try {
            both.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
