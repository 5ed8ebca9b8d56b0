package dev.gatewayhealth.nginx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A configuration to compare with nginx: what stands in its {@code http} block, the requests to ask in lines that begin with
 * {@code #>}, further files behind lines that begin with {@code #file}. {@code PORT1}, {@code PORT2}, {@code APP1}, {@code APP2} and
 * {@code DIR} stand for what the test gives it.
 */
record GatewayCase(String name, String text) {

    private static final Pattern LOCATION =
            Pattern.compile("(?m)^[^#\"'\n]*?\\blocation [^{\"'\n]* \\{(?![^}]*proxy_read_timeout)");

    /** One line of {@code #> METHOD HOST URI [on=2] [answer=503] [header=name:value]}; a host of {@code -} sends none; {@code way=only} compares locations, {@code way=leaves} what leaves,
     * {@code way=unknown} expects that nothing is claimed. */
    record Ask(
            String method,
            String host,
            String uri,
            int listen,
            int answer,
            Map<String, String> headers,
            String compare,
            String line) {

        static Ask of(String line) {
            String[] words = line.trim().split(" +");
            int listen = 1;
            int answer = 200;
            String compare = "all";
            Map<String, String> headers = new LinkedHashMap<>();
            for (int i = 3; i < words.length; i++) {
                String value = words[i].substring(words[i].indexOf('=') + 1);
                switch (words[i].substring(0, words[i].indexOf('='))) {
                    case "on" -> listen = Integer.parseInt(value);
                    case "answer" -> answer = Integer.parseInt(value);
                    case "way" -> compare = value;
                    case "header" ->
                        headers.put(value.substring(0, value.indexOf(':')), value.substring(value.indexOf(':') + 1));
                    default -> throw new IllegalArgumentException(line);
                }
            }
            return new Ask(words[0], words[1], words[2], listen, answer, headers, compare, line);
        }

        ClientRequest toPort(int port) {
            Map<String, String> sent = new LinkedHashMap<>(headers);
            sent.put("Connection", "close");
            return new ClientRequest(
                    method,
                    host.equals("-") ? null : host,
                    "127.0.0.1",
                    port,
                    null,
                    false,
                    ByteText.bytes(uri),
                    sent,
                    answer,
                    Set.of());
        }

        String onTheWire() {
            StringBuilder request = new StringBuilder(method).append(' ').append(uri);
            request.append(host.equals("-") ? " HTTP/1.0\r\n" : " HTTP/1.1\r\nHost: " + host + "\r\n");
            headers.forEach((name, value) ->
                    request.append(name).append(": ").append(value).append("\r\n"));
            String declared = headers.getOrDefault("Content-Length", "0");
            int length = declared.matches("[0-9]{1,6}") ? Integer.parseInt(declared) : 0;
            return request.append("Connection: close\r\n\r\n")
                    .append("x".repeat(length))
                    .toString();
        }
    }

    /** All of a folder of the test's resources, by name. */
    static List<GatewayCase> in(String folder) {
        Path directory = Path.of("src/test/resources", folder);
        try (var files = Files.list(directory)) {
            List<GatewayCase> cases = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                cases.add(new GatewayCase(file.getFileName().toString(), Files.readString(file)));
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same, each location that can be told apart with a {@code proxy_read_timeout} of its own; all lines stay where they are. */
    GatewayCase withDifferentTimeouts() {
        int[] seconds = {100};
        String different = LOCATION.matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(found.group() + " proxy_read_timeout " + seconds[0]++ + "s;"));
        return new GatewayCase(name, different);
    }

    List<Ask> asks() {
        return text.lines()
                .filter(line -> line.startsWith("#>"))
                .map(line -> Ask.of(line.substring(2)))
                .toList();
    }

    /** Writes the files, the main one with everything nginx needs to run there. */
    void write(Path directory, Map<String, String> words) {
        Map<String, String> files = files();
        String http = files.remove("");
        files.put(
                "nginx.conf", """
                %s
                pid nginx.pid;
                error_log error.log debug;
                events { worker_connections 64; }
                http {
                access_log off;
                client_body_temp_path tmp-body; proxy_temp_path tmp-proxy; fastcgi_temp_path tmp-fastcgi;
                uwsgi_temp_path tmp-uwsgi; scgi_temp_path tmp-scgi;
                %s
                }
                """.formatted("root".equals(System.getProperty("user.name")) ? "user root;" : "", http));
        try {
            for (Map.Entry<String, String> file : files.entrySet()) {
                String content = file.getValue();
                for (Map.Entry<String, String> word : words.entrySet()) {
                    content = content.replace(word.getKey(), word.getValue());
                }
                Path path = directory.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        String current = "";
        StringBuilder content = new StringBuilder();
        for (String line : text.lines().toList()) {
            if (line.startsWith("#file ")) {
                files.put(current, content.toString());
                current = line.substring(6).trim();
                content.setLength(0);
            } else {
                content.append(line).append('\n');
            }
        }
        files.put(current, content.toString());
        return files;
    }

    @Override
    public String toString() {
        return name;
    }
}
