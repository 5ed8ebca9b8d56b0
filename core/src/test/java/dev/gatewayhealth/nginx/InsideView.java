package dev.gatewayhealth.nginx;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Limits;
import dev.gatewayhealth.contract.Location;
import dev.gatewayhealth.contract.Match;
import dev.gatewayhealth.contract.Received;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The judge of the way back. A contract that is told what a service received names the location it came through, or several with that one
 * among them; where they differ, none of them is stricter than what binds.
 */
final class InsideView {

    private final List<String> wrong = new ArrayList<>();
    private int asked;
    private int unambiguous;
    private int only;

    /** What the service received of a request with that URI. */
    static Received received(@Nullable String host, String uri, String protocol, String method) {
        int question = uri.indexOf('?');
        return new Received(host, question < 0 ? uri : uri.substring(0, question), protocol, method);
    }

    /**
     * Asks for one request.
     *
     * @param at where the location stands that it really came through
     * @return the match, for whoever knows more about it
     */
    Match look(GatewayContract contract, Received received, String at, String request) {
        Match match = contract.match(received);
        asked++;
        only += match.candidates().size() == 1 ? 1 : 0;
        unambiguous += match.ambiguous() ? 0 : 1;
        Location came = match.candidates().stream()
                .filter(location -> location.at().equals(at))
                .findFirst()
                .orElse(null);
        if (came == null) {
            wrong(request, received + " came through " + at + ", which is not among " + match.candidates());
        } else if (!match.ambiguous() && !match.limits().sameValues(came.limits())) {
            wrong(request, received + " has not the limits of " + came);
        }
        for (Location candidate : match.candidates()) {
            if (!bind(match.limits(), candidate.limits())) {
                wrong(request, candidate + " is stricter than what binds");
            }
        }
        return match;
    }

    void wrong(String request, String why) {
        wrong.add(request + "\n   from inside: " + why);
    }

    List<String> wrong() {
        return wrong;
    }

    int asked() {
        return asked;
    }

    /** How many have certain limits, in words. */
    String summary() {
        return String.format(
                Locale.ROOT,
                "%d requests seen from inside: %d with one location, %d with certain limits, %d ambiguous",
                asked,
                only,
                unambiguous,
                asked - unambiguous);
    }

    private static boolean bind(Limits binding, Limits limits) {
        return noLonger(
                        binding.proxyReadTimeout().value(),
                        limits.proxyReadTimeout().value())
                && noLonger(
                        binding.proxySendTimeout().value(),
                        limits.proxySendTimeout().value())
                && noLonger(
                        binding.proxyConnectTimeout().value(),
                        limits.proxyConnectTimeout().value())
                && noLarger(
                        binding.proxyBufferSize().value(),
                        limits.proxyBufferSize().value())
                && noLarger(
                        unlimited(binding.clientMaxBodySize().value()),
                        unlimited(limits.clientMaxBodySize().value()));
    }

    private static boolean noLonger(@Nullable Duration one, @Nullable Duration other) {
        return other == null || (one != null && one.compareTo(other) <= 0);
    }

    private static boolean noLarger(@Nullable Long one, @Nullable Long other) {
        return other == null || (one != null && one <= other);
    }

    /** Of {@code client_max_body_size} 0 is everything. */
    private static @Nullable Long unlimited(@Nullable Long size) {
        return size != null && size == 0 ? Long.valueOf(Long.MAX_VALUE) : size;
    }
}
