package dev.gatewayhealth.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwnThreadTest {

    private final Thread.UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();
    private final ClassLoader context = Thread.currentThread().getContextClassLoader();

    @AfterEach
    void restore() {
        Thread.setDefaultUncaughtExceptionHandler(handler);
        Thread.currentThread().setContextClassLoader(context);
    }

    @Test
    void whatItThrowsNeverComesToTheServicesHandlerOfUncaughtExceptions() throws InterruptedException {
        List<Throwable> told = new CopyOnWriteArrayList<>();
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> told.add(thrown));

        Thread thread = OwnThread.of("gateway-health-test", () -> {
            throw new OutOfMemoryError("of a test");
        });
        thread.start();
        thread.join();

        assertThat(told).isEmpty();
    }

    @Test
    void keepsNothingOfTheApplicationThatMadeIt() throws Exception {
        InheritableThreadLocal<String> local = new InheritableThreadLocal<>();
        local.set("the application's");
        AtomicReference<String> seen = new AtomicReference<>("not run");
        try (URLClassLoader application = new URLClassLoader(new URL[0])) {
            Thread.currentThread().setContextClassLoader(application);

            Thread thread = OwnThread.of("gateway-health-test", () -> seen.set(local.get()));

            assertThat(thread.getContextClassLoader()).isSameAs(ClassLoader.getSystemClassLoader());
            assertThat(thread.isDaemon()).isTrue();
            thread.start();
            thread.join();
        }
        assertThat(seen.get()).isNull();
        local.remove();
    }
}
