package dev.gatewayhealth.nginx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A {@code map} block: the value of one variable by the value of another (nginx: {@code ngx_http_map_module}). */
final class ValueMap {

    private final Template source;
    private final boolean hostnames;
    private final boolean lives;
    private final Map<String, Template> exact = new HashMap<>();
    private final Map<String, Template> front = new HashMap<>();
    private final Map<String, Template> back = new HashMap<>();
    private final Map<Regex, Template> regexes = new LinkedHashMap<>();
    private @Nullable String wrong;
    private @Nullable Place wrongAt;
    private boolean hasDefault;
    private Template otherwise = Template.of("");

    ValueMap(Directive block) {
        source = Template.of(block.arg(0));
        lives = block.inside().stream().anyMatch(d -> d.is("volatile"));
        hostnames = block.inside().stream().anyMatch(d -> d.is("hostnames"));
        for (Directive entry : block.inside()) {
            if (entry.args().size() == 1) {
                add(entry.name(), Template.of(entry.arg(0)));
            } else if (!entry.args().isEmpty() || !(entry.is("volatile") || entry.is("hostnames"))) {
                wrong = "invalid number of the map parameters";
            }
            if (wrong != null && wrongAt == null) {
                wrongAt = entry.place();
            }
        }
    }

    /** Where it stands. */
    @Nullable
    Place wrongAt() {
        return wrongAt;
    }

    /** What nginx would refuse: a key that stands there a second time, or a line of another form (nginx: {@code ngx_http_map}); null without one. */
    @Nullable
    String wrong() {
        return wrong;
    }

    /** Whether it is looked up anew each time ({@code volatile}). */
    boolean lives() {
        return lives;
    }

    Set<Regex> regexes() {
        return regexes.keySet();
    }

    /** Every value it can have, as written. */
    List<Template> values() {
        List<Template> values = new ArrayList<>(exact.values());
        values.addAll(front.values());
        values.addAll(back.values());
        values.addAll(regexes.values());
        values.add(otherwise);
        return values;
    }

    /** Null where it depends on something unknown. */
    @Nullable
    String value(Walk walk) {
        String key = source.value(walk);
        if (key == null) {
            return null;
        }
        String lower = ByteText.lower(key);
        Template found = exact.get(lower);
        if (found == null && hostnames) {
            found = wildcard(lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower);
        }
        if (found != null) {
            return found.value(walk);
        }
        for (Map.Entry<Regex, Template> entry : regexes.entrySet()) {
            Regex.Found match = entry.getKey().find(key, walk.steps());
            if (match.undecided()) {
                return null;
            }
            if (match.yes()) {
                walk.variables().captured(new Captured(entry.getKey(), match));
                return entry.getValue().value(walk);
            }
        }
        return otherwise.value(walk);
    }

    private void add(String key, Template value) {
        if (key.equals("default")) {
            wrong = hasDefault ? "duplicate default map parameter" : wrong;
            hasDefault = true;
            otherwise = value;
        } else if (key.startsWith("~")) {
            boolean ignoreCase = key.startsWith("~*");
            regexes.put(Regex.of(key.substring(ignoreCase ? 2 : 1), ignoreCase), value);
        } else {
            String text = ByteText.lower(key.startsWith("\\") ? key.substring(1) : key);
            if (hostnames && text.startsWith("*.")) {
                put(front, text.substring(1), value, key);
            } else if (hostnames && text.startsWith(".") && text.length() > 1) {
                put(front, text, value, key);
                put(exact, text.substring(1), value, key);
            } else if (hostnames && text.endsWith(".*")) {
                put(back, text.substring(0, text.length() - 1), value, key);
            } else {
                put(exact, text, value, key);
            }
        }
    }

    private void put(Map<String, Template> where, String text, Template value, String written) {
        if (where.putIfAbsent(text, value) != null) {
            wrong = "conflicting parameter \"" + written + "\"";
        }
    }

    private @Nullable Template wildcard(String host) {
        for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
            Template value = front.get(host.substring(dot));
            if (value != null) {
                return value;
            }
        }
        for (int dot = host.lastIndexOf('.'); dot > 0; dot = host.lastIndexOf('.', dot - 1)) {
            Template value = back.get(host.substring(0, dot + 1));
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}
