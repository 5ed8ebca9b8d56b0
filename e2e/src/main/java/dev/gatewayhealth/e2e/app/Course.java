package dev.gatewayhealth.e2e.app;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a server without servlets answers: silence, then pieces of a body with pauses between them. Endpoints of the same paths answer
 * likewise where there are servlets.
 *
 * @param status the answer's
 * @param delay how many milliseconds pass before the header
 * @param pieces how many there are
 * @param size of each piece, in bytes
 * @param every how many milliseconds pass after each
 */
record Course(int status, long delay, int pieces, int size, long every) {

    /** What the request line's target asks for. */
    static Course of(String target) {
        String query = String.valueOf(URI.create(target).getQuery());
        return switch (URI.create(target).getPath()) {
            case "/hello", "/upload" -> new Course(200, 0, 1, 5, 0);
            case "/error" -> new Course(500, 0, 1, 5, 0);
            case "/slow", "/async" -> new Course(200, number(query, "ms", 1000), 1, 5, 0);
            case "/trickle" -> new Course(200, 0, number(query, "bytes", 20), 1, number(query, "every", 300));
            case "/big" -> new Course(200, 0, number(query, "mb", 60) << 4, 1 << 16, 0);
            case "/garbage" -> new Course(200, 0, 1, (int) (1 + Garbage.made(number(query, "mb", 8)) % 2), 0);
            default -> new Course(404, 0, 1, 5, 0);
        };
    }

    private static int number(String query, String name, int otherwise) {
        Matcher matcher = Pattern.compile("(?:^|&)" + name + "=(\\d+)").matcher(query);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : otherwise;
    }
}
