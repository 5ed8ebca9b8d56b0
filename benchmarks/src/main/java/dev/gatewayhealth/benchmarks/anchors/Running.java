package dev.gatewayhealth.benchmarks.anchors;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A service in a process of its own, looked at from outside. */
final class Running implements AutoCloseable {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(120);

    private final Process process;
    private final int port;
    private final long began;

    private Running(Process process, int port, long began) {
        this.process = process;
        this.port = port;
        this.began = began;
    }

    static Running start(Subject subject, Anchor anchor, Path work, List<String> more) throws IOException {
        int port = freePort();
        Path log = work.resolve((subject.name() + " " + anchor.name() + ".log").replaceAll("[^\\w.]+", "-"));
        long began = System.nanoTime();
        Process process = new ProcessBuilder(subject.command(anchor, port, work, more))
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Running running = new Running(process, port, began);
        try {
            running.awaitFirst(log);
        } catch (IOException e) {
            running.close();
            throw e;
        }
        return running;
    }

    int port() {
        return port;
    }

    /** Since it was started, in milliseconds. */
    double wallMs() {
        return (System.nanoTime() - began) / 1e6;
    }

    private void awaitFirst(Path log) throws IOException {
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() - began > PATIENCE) {
                throw new IOException("It does not start; see " + log);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    private boolean answers() {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + "/hello").toURL().openConnection();
            try (InputStream in = connection.getInputStream()) {
                in.readAllBytes();
                return true;
            }
        } catch (IOException e) {
            return false;
        }
    }

    /** User and system time in milliseconds: fields 14 and 15 of {@code /proc/PID/stat}, in hundredths of a second. */
    double cpuMs() throws IOException {
        String stat = Files.readString(proc("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return 10 * (Double.parseDouble(fields[11]) + Double.parseDouble(fields[12]));
    }

    /**
     * What of it the thread took that runs {@code main}, in milliseconds: the first after the one that the process began with. It hardly
     * depends on what else the machine does, as the wall's time does.
     */
    double mainThreadMs() throws IOException {
        try (Stream<Path> tasks = Files.list(proc("task"))) {
            long main = tasks.mapToLong(
                            task -> Long.parseLong(task.getFileName().toString()))
                    .filter(task -> task > process.pid())
                    .min()
                    .orElseThrow(() -> new IOException("No thread but the first"));
            return nanos(proc("task").resolve(Long.toString(main))) / 1e6;
        }
    }

    /** What of it the compilers took, in milliseconds: they have nothing to do in a service that has run for long. */
    double compilersMs() throws IOException {
        double nanos = 0;
        try (Stream<Path> tasks = Files.list(proc("task"))) {
            for (Path task : tasks.toList()) {
                nanos += compilerNanos(task);
            }
        }
        return nanos / 1e6;
    }

    private static double compilerNanos(Path task) throws IOException {
        try {
            boolean compiler = Files.readString(task.resolve("comm")).matches("(?s)C[12] Compiler.*");
            return compiler ? nanos(task) : 0;
        } catch (NoSuchFileException e) {
            return 0; // it has ended
        }
    }

    /** On a processor, in nanoseconds. */
    private static double nanos(Path task) throws IOException {
        return Double.parseDouble(Files.readString(task.resolve("schedstat")).split(" ", -1)[0]);
    }

    double rssMiB() throws IOException {
        for (String line : Files.readAllLines(proc("status"))) {
            if (line.startsWith("VmRSS:")) {
                return Double.parseDouble(line.replaceAll("\\D", "")) / 1024;
            }
        }
        throw new IOException("No VmRSS");
    }

    private Path proc(String file) {
        return Path.of("/proc", Long.toString(process.pid()), file);
    }

    /** A counter of the JVM, read without loading anything into it. */
    double counter(String... names) throws IOException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        "PerfCounter.print")
                .redirectErrorStream(true)
                .start();
        String text = new String(jcmd.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return Arrays.stream(names)
                .mapToDouble(name -> text.lines()
                        .filter(line -> line.startsWith(name + "="))
                        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                        .findFirst()
                        .orElse(Double.NaN))
                .sum();
    }

    /** Bytes all its threads have allocated so far; those that have ended are missing. */
    @SuppressWarnings("BanJNDI") // our own child process tells the address
    long allocated() throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(process.pid()));
            String address = machine.startLocalManagementAgent();
            machine.detach();
            try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address))) {
                ThreadMXBean threads = ManagementFactory.newPlatformMXBeanProxy(
                        connector.getMBeanServerConnection(), ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
                long[] ids = threads.getAllThreadIds();
                long[] bytes = threads.getThreadAllocatedBytes(ids);
                ThreadInfo[] told = threads.getThreadInfo(ids);
                long sum = 0;
                for (int i = 0; i < ids.length; i++) {
                    // Not those that answer this very question.
                    boolean asked = told[i] != null && told[i].getThreadName().matches("(RMI|JMX|Attach).*");
                    sum += asked ? 0 : Math.max(0, bytes[i]);
                }
                return sum;
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException(e);
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
