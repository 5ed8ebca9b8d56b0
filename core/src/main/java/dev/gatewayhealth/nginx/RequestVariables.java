package dev.gatewayhealth.nginx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the variables of one request are at a point of its way (nginx: {@code ngx_http_get_variable}). */
final class RequestVariables {

    private final Walk walk;
    private final BuiltIn builtIn;
    private final Map<String, @Nullable String> set;
    private final Map<String, String> named;

    /** What maps have come to: nginx asks each once in a request, however its source changes later. */
    private final Map<String, @Nullable String> mapped;

    private final List<String> evaluating = new ArrayList<>();
    private Regex.@Nullable Found numbered;

    RequestVariables(Walk walk, ClientRequest request) {
        this(walk, new BuiltIn(walk, request), new HashMap<>(), new HashMap<>(), new HashMap<>());
    }

    private RequestVariables(
            Walk walk,
            BuiltIn builtIn,
            Map<String, @Nullable String> set,
            Map<String, String> named,
            Map<String, @Nullable String> mapped) {
        this.walk = walk;
        this.builtIn = builtIn;
        this.set = set;
        this.named = named;
        this.mapped = mapped;
    }

    /** Those of a request on the side: one for both, what they make of them included (nginx: {@code ngx_http_subrequest}). */
    RequestVariables seenBy(Walk other) {
        return new RequestVariables(other, builtIn.seenBy(other), set, named, mapped);
    }

    /** {@code $host}. */
    void host(String value) {
        builtIn.host(value);
    }

    /** What {@code $1} and named groups mean from here on. */
    void captured(Captured captured) {
        numbered = captured.found();
        captured.regex().names().forEach((name, group) -> {
            // One variable for nginx, whoever writes it: the last one did.
            String lower = ByteText.lower(name);
            set.remove(lower);
            named.put(lower, captured.found().group(group));
        });
    }

    /** A {@code rewrite} or an {@code if} that does not match takes {@code $1} from what matched before it. */
    void forgetCaptures() {
        numbered = null;
    }

    void assign(String name, @Nullable String value) {
        if (name.equals("args") && value != null) {
            walk.at().args(value);
        } else {
            set.put(name, value);
            named.remove(ByteText.lower(name));
        }
    }

    /** A value a forwarded request is made of: {@code $proxy_host}. */
    void forwards(String host, String port) {
        set.put("proxy_host", host);
        set.put("proxy_port", port);
    }

    @Nullable
    String value(String name) {
        if (name.length() == 1 && Character.isDigit(name.charAt(0))) {
            return numbered == null ? "" : numbered.group(name.charAt(0) - '0');
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (set.containsKey(lower)) {
            return set.get(lower);
        }
        if (named.containsKey(lower)) {
            return named.get(lower);
        }
        ValueMap map = walk.conf().variables().map(lower);
        if (map != null) {
            return mapped(lower, map);
        }
        if (walk.conf().variables().opaque(lower)) {
            return null;
        }
        String value = builtIn.value(lower);
        // A variable that some set or group declares is empty until it gets a value.
        return value == null && walk.conf().variables().declares(lower) ? "" : value;
    }

    /** A map of itself is an endless chain; nginx stops it with a 500, here it is unknown. */
    private @Nullable String mapped(String name, ValueMap map) {
        if (evaluating.contains(name) || evaluating.size() > 20) {
            return null;
        }
        if (mapped.containsKey(name)) {
            return mapped.get(name);
        }
        evaluating.add(name);
        String value = map.value(walk);
        evaluating.remove(name);
        if (!map.lives()) {
            mapped.put(name, value);
        }
        return value;
    }
}
