package dev.gatewayhealth.e2e.rig;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A service that has the starter or the servlet library, in a JVM of its own. */
public final class SpringService implements AutoCloseable {

    /** Nobody waits for whoever asked the endpoint when the test is over. */
    private static final List<String> SETTINGS =
            List.of("--server.address=127.0.0.1", "--gateway-health.drain.max=0s", "--gateway-health.admin.token=open");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Child child;
    private final int port;

    private SpringService(Child child, int port) {
        this.child = child;
        this.port = port;
    }

    /** Starts the sample and waits until it listens. */
    public static SpringService sample(List<String> jvm, String... arguments) {
        Path jar = Places.existing(
                Places.repository("samples/spring-boot-starter/target/sample-spring-boot-starter.jar"),
                "mvn package -pl samples/spring-boot-starter -am");
        return start(jar, jvm, arguments);
    }

    /** What attaches the agent, which knows of a gateway that is less patient than the service's own settings say. */
    public static String agent() {
        return "-javaagent:" + Places.agent() + "=proxy_read_timeout=2s,drain.max=0s,admin.token=open";
    }

    /** Starts a new project that has nothing but the starter, and waits until it listens. */
    public static SpringService start(NewSpringProject project) {
        return start(
                project.jar(),
                List.of(),
                "--spring.security.user.password=secret",
                "--management.endpoints.web.exposure.include=health,prometheus",
                "--management.endpoint.health.show-details=always",
                // Spring Boot 3 has the group without being asked on Kubernetes only.
                "--management.endpoint.health.probes.enabled=true");
    }

    static SpringService start(Path jar, List<String> jvm, String... arguments) {
        int port = Places.freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
        command.addAll(jvm);
        command.addAll(List.of("-jar", jar.toString(), "--server.port=" + port));
        command.addAll(SETTINGS);
        command.addAll(List.of(arguments));
        Child child = Child.start(Places.work("spring"), "service", command, Map.of());
        child.awaitPort(port);
        return new SpringService(child, port);
    }

    /** Starts a web application on a server it is deployed to, beneath {@code /shop}, and waits until it is there. */
    public static SpringService start(War war) {
        Path work = Places.work("war");
        int port = Places.freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-Dgateway.health.admin.token=open"));
        command.add("-Dmanagement.endpoint.health.show-details=always");
        command.add("-Dmanagement.endpoint.health.probes.enabled=true");
        command.addAll(war.launch(work, port));
        Child child = Child.start(work, "service", command, Map.of());
        child.awaitPort(port);
        return new SpringService(child, port);
    }

    /** The body of an answer that is 200. */
    public String get(String path, String... headers) {
        HttpResponse<String> answer = send(path, headers).join();
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    /** What somebody with the token is told. */
    public String report() {
        return get("/gateway-health/report", "Authorization", "Bearer open");
    }

    /**
     * Without waiting for it. Each on a connection of its own: Reactor Netty 1.3.7 may stop reading one it keeps (its issue 4361), seen here
     * once in the fifth request on a connection. And over HTTP/1.1, as nginx does: Tomcat 11.0.24 does not finish what is written without a thread
     * on a connection that was upgraded to HTTP/2, with the library or without.
     */
    public CompletableFuture<HttpResponse<String>> send(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Everything it has written so far. */
    public String output() {
        return child.text();
    }

    /** How many threads watch in its JVM. */
    public long watchdogs() {
        Path jstack = Path.of(System.getProperty("java.home"), "bin", "jstack");
        String pid = Long.toString(child.process().pid());
        return Program.run(List.of(jstack.toString(), pid), Map.of())
                .output()
                .lines()
                .filter(line -> line.startsWith("\"gateway-health-watchdog\""))
                .count();
    }

    @Override
    public void close() {
        child.close();
    }
}
