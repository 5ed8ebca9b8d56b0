package dev.gatewayhealth.e2e.app;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One for each request, where the service is to have them: from JDK 21 on, which this is not compiled for. */
final class VirtualThreads {

    private VirtualThreads() {}

    static boolean wanted() {
        return Boolean.getBoolean("app.virtualThreads");
    }

    static ExecutorService executor() throws ReflectiveOperationException {
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }
}
