package dev.gatewayhealth.nginx;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The variables a configuration makes of others, besides those that nginx has anyway. */
final class MadeVariables {

    private static final Set<String> ADDRESSES =
            Set.of("host", "http_host", "server_name", "server_addr", "server_port", "hostname", "proxy_host");

    /** Some of those nginx gives a value itself and lets nobody set. */
    private static final Set<String> FIXED = Set.of(
            "host",
            "uri",
            "document_uri",
            "request_uri",
            "request_method",
            "query_string",
            "is_args",
            "scheme",
            "https",
            "server_name",
            "server_port",
            "server_addr",
            "server_protocol",
            "remote_addr",
            "remote_port",
            "remote_user",
            "request",
            "request_filename",
            "document_root",
            "status",
            "content_length",
            "content_type");

    private final Map<String, ValueMap> maps = new HashMap<>();
    private final Set<String> opaque = new HashSet<>();
    private final Set<String> declared = new HashSet<>();
    private final Set<String> assigned = new HashSet<>();
    private final Refusals refusals;
    private boolean hasRegexes;

    MadeVariables(Refusals refusals) {
        this.refusals = refusals;
    }

    /** Those of one directive of the {@code http} block; of others nothing. */
    void read(Directive directive) {
        switch (directive.name()) {
            case "map" -> map(directive);
            case "geo", "split_clients", "geoip_city", "perl_set", "js_set", "auth_jwt_claim_set" ->
                opaque.addAll(variables(directive));
            default -> {}
        }
    }

    private void map(Directive directive) {
        if (!directive.arg(1).startsWith("$")) {
            refusals.add(directive.place(), "invalid variable name \"" + directive.arg(1) + "\"");
            return;
        }
        ValueMap map = new ValueMap(directive);
        for (Regex regex : map.regexes()) {
            declare(regex, directive);
        }
        String wrong = map.wrong();
        Place at = map.wrongAt();
        if (wrong != null && at != null) {
            refusals.add(at, wrong);
        }
        maps.put(ByteText.lower(directive.arg(1).substring(1)), map);
    }

    /** One that a {@code set} makes, without its dollar sign. */
    void assign(String name, Place place) {
        String variable = ByteText.lower(name);
        if (FIXED.contains(variable)) {
            refusals.add(place, "the duplicate \"" + variable + "\" variable");
        }
        assigned.add(variable);
        declared.add(variable);
    }

    /** What becomes of an answer to {@code auth_request} is a variable too, empty before. */
    void declareAnswers(Directive block) {
        for (Directive directive : block.inside()) {
            if (directive.is("auth_request_set")) {
                declared.add(ByteText.lower(directive.arg(0).replace("$", "")));
            } else {
                declareAnswers(directive);
            }
        }
    }

    /** Its named groups are variables, empty until it matches. */
    void declare(Regex regex, Directive where) {
        hasRegexes = true;
        if (regex.malformed()) {
            refusals.add(where.place(), "invalid regular expression \"" + regex.text() + "\"");
        }
        regex.groups().forEach(group -> declared.add(ByteText.lower(group)));
    }

    /** Whether a regular expression stands anywhere. */
    boolean hasRegexes() {
        return hasRegexes;
    }

    @Nullable
    ValueMap map(String variable) {
        return maps.get(variable);
    }

    /** Whether a variable is made by something that looks at the client's address or at chance ({@code geo}, {@code split_clients}). */
    boolean opaque(String variable) {
        return opaque.contains(variable);
    }

    /** Whether a {@code set} or a named group anywhere makes a variable, in lower case. */
    boolean declares(String variable) {
        return declared.contains(variable);
    }

    /** Whether anything here makes a variable, in lower case. */
    boolean makes(String variable) {
        return declared.contains(variable) || maps.containsKey(variable) || opaque.contains(variable);
    }

    /** Whether a variable can be an address and nothing behind it: no slash, no question mark. */
    boolean addressOnly(String variable) {
        String lower = ByteText.lower(variable);
        if (ADDRESSES.contains(lower)) {
            return true;
        }
        ValueMap map = maps.get(lower);
        return map != null
                && !assigned.contains(lower)
                && map.values().stream()
                        .allMatch(value -> value.constant()
                                && value.text().indexOf('/') < 0
                                && value.text().indexOf('?') < 0);
    }

    private static Set<String> variables(Directive directive) {
        Set<String> names = new HashSet<>();
        for (String arg : directive.args()) {
            if (arg.startsWith("$")) {
                names.add(ByteText.lower(arg.substring(1)));
            }
        }
        return names;
    }
}
