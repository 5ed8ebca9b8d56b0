package dev.gatewayhealth.e2e.rig;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What a client got.
 *
 * @param id the request's, as it stands in nginx's logs and in the report
 * @param status 0 if the connection ended without any, 9 if something came that does not begin with one
 * @param header the header lines as they came
 * @param bytes how long the body was on the wire, framing included
 * @param body its beginning, framing removed where it was whole
 * @param whole whether the body was all that the header or the framing announced
 */
public record Answer(
        String id, int status, List<String> header, long bytes, String body, boolean whole, Duration took) {

    /** A header's value, or an empty string where it is absent. */
    public String header(String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        return header.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip())
                .findFirst()
                .orElse("");
    }

    static Answer of(String id, byte[] head, byte[] body, long bytes, Duration took) {
        List<String> lines =
                new String(head, StandardCharsets.ISO_8859_1).lines().toList();
        if (lines.isEmpty()) {
            return new Answer(id, 0, List.of(), 0, "", false, took);
        }
        int status = status(lines.get(0));
        Answer raw = new Answer(
                id,
                status,
                lines.subList(1, lines.size()),
                bytes,
                new String(body, StandardCharsets.UTF_8),
                true,
                took);
        return raw.framed();
    }

    /** nginx passes on what has no status line as it is, and calls it 009. */
    private static int status(String line) {
        return line.matches("HTTP/1.1 \\d{3} .*") ? Integer.parseInt(line.substring(9, 12)) : 9;
    }

    private Answer framed() {
        if (header("Transfer-Encoding").equals("chunked")) {
            return new Answer(id, status, header, bytes, unchunked(), body.endsWith("0\r\n\r\n"), took);
        }
        String length = header("Content-Length");
        boolean complete = length.isEmpty() || Long.parseLong(length) == bytes;
        return new Answer(id, status, header, bytes, body, complete, took);
    }

    private String unchunked() {
        StringBuilder text = new StringBuilder();
        String[] lines = body.split("\r\n", -1);
        for (int i = 1; i < lines.length; i += 2) {
            text.append(lines[i]);
        }
        return text.toString();
    }
}
