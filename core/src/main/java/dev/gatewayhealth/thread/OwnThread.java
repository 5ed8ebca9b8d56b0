package dev.gatewayhealth.thread;

/** How every thread of ours that works beside the service is made. */
public final class OwnThread {

    private OwnThread() {}

    /**
     * A daemon that keeps nothing of whoever makes it: neither thread locals nor a context class loader, for an application that is
     * taken down must be free to go. Its context is the system class loader, because code of the service that we call may
     * expect one. Not started.
     *
     * <p>What the work throws ends the thread and is told nobody: there are services whose handler of uncaught exceptions ends
     * the process. Work that can fail catches and says so itself; this is for what it cannot, such as a second
     * {@link OutOfMemoryError} while it says so.
     *
     * @param name as it stands in a thread dump, {@code gateway-health-} first
     * @param work on that thread, from its start to its end
     * @return not started
     */
    public static Thread of(String name, Runnable work) {
        Thread thread = new Thread(null, work, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        thread.setUncaughtExceptionHandler(Silence.KEPT);
        return thread;
    }

    private enum Silence implements Thread.UncaughtExceptionHandler {
        KEPT;

        @Override
        public void uncaughtException(Thread thread, Throwable thrown) {
            // Why it is kept stands above.
        }
    }
}
