package dev.gatewayhealth.benchmarks.anchors;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One nginx in front of all of them, with a port for each. */
final class Gateway implements AutoCloseable {

    private final Process nginx;
    private final Map<Integer, Integer> ports;

    private Gateway(Process nginx, Map<Integer, Integer> ports) {
        this.nginx = nginx;
        this.ports = ports;
    }

    static Gateway before(List<Integer> services, Path work) throws IOException {
        Map<Integer, Integer> ports = new LinkedHashMap<>();
        StringBuilder servers = new StringBuilder();
        for (int service : services) {
            int port = Running.freePort();
            ports.put(service, port);
            servers.append(server(service, port));
        }
        Path directory = Files.createDirectories(work.resolve("nginx"));
        Path conf = Files.writeString(directory.resolve("nginx.conf"), main(servers));
        Process nginx = new ProcessBuilder(
                        "nginx", "-p", directory.toString(), "-e", "error.log", "-c", conf.toString())
                .inheritIO()
                .start();
        Gateway gateway = new Gateway(nginx, ports);
        gateway.awaitPorts();
        return gateway;
    }

    /** Where it listens for the service on that port. */
    int port(int service) {
        return ports.getOrDefault(service, service);
    }

    private static String main(CharSequence servers) {
        String user = "root".equals(System.getProperty("user.name")) ? "user root;\n" : "";
        return user + """
                daemon off;
                worker_processes 1;
                pid nginx.pid;
                error_log error.log;
                events { worker_connections 1024; }
                http {
                  access_log off;
                  keepalive_requests 1000000000;
                  client_body_temp_path tmp1; proxy_temp_path tmp2; fastcgi_temp_path tmp3; uwsgi_temp_path tmp4; scgi_temp_path tmp5;
                %s}
                """.formatted(servers);
    }

    private static String server(int service, int port) {
        return """
                  upstream service%1$d { server 127.0.0.1:%1$d; keepalive 64; keepalive_requests 1000000000; }
                  server {
                    listen 127.0.0.1:%2$d;
                    location / {
                      proxy_pass http://service%1$d;
                      proxy_http_version 1.1;
                      proxy_set_header Connection "";
                      proxy_set_header X-Request-Start "t=${msec}";
                    }
                  }
                """.formatted(service, port);
    }

    private void awaitPorts() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        for (int port : ports.values()) {
            while (!listens(port)) {
                if (!nginx.isAlive() || System.nanoTime() > deadline) {
                    close();
                    throw new IOException("nginx does not listen on port " + port);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        nginx.destroy();
        nginx.onExit().join();
    }
}
