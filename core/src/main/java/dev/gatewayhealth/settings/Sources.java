package dev.gatewayhealth.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The places where settings are written, each turned into what it gives. */
final class Sources {

    static final String PROPERTY_PREFIX = "gateway.health.";
    static final String VARIABLE_PREFIX = "GATEWAY_HEALTH_";

    /** No file of settings is larger; a device or a log given by mistake is. */
    private static final long LARGEST_FILE = 1 << 20;

    private Sources() {}

    /** {@code key=value,key=value}; a piece without {@code =} continues the value before it. */
    static List<Given> arguments(@Nullable String text) {
        List<Given> given = new ArrayList<>();
        if (text == null) {
            return given;
        }
        for (String piece : text.split(",", -1)) {
            int equals = piece.indexOf('=');
            if (equals >= 0) {
                given.add(argument(piece.substring(0, equals), piece.substring(equals + 1)));
            } else if (given.isEmpty()) {
                addUnlessBlank(given, piece);
            } else {
                Given before = given.remove(given.size() - 1);
                given.add(argument(before.key(), before.value() + "," + piece));
            }
        }
        return given;
    }

    private static void addUnlessBlank(List<Given> given, String piece) {
        if (!piece.isBlank()) {
            given.add(argument(piece, ""));
        }
    }

    private static Given argument(String key, String value) {
        return new Given(key, value, "agent argument");
    }

    /** Asks for every key we know, in both spellings. */
    static List<Given> properties(Function<String, @Nullable String> properties) {
        List<Given> given = new ArrayList<>();
        for (Key<?> key : Keys.all()) {
            addProperty(given, key.name(), properties);
            if (!key.kebab().equals(key.name())) {
                addProperty(given, key.kebab(), properties);
            }
        }
        return given;
    }

    private static void addProperty(List<Given> given, String name, Function<String, @Nullable String> properties) {
        String value = properties.apply(PROPERTY_PREFIX + name);
        if (value != null) {
            given.add(new Given(name, value, "system property " + PROPERTY_PREFIX + name));
        }
    }

    /** Everything under our prefix, known or not. */
    static List<Given> properties(Properties properties) {
        List<Given> given = new ArrayList<>();
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith(PROPERTY_PREFIX)) {
                String key = name.substring(PROPERTY_PREFIX.length());
                given.add(new Given(key, properties.getProperty(name, ""), "system property " + name));
            }
        }
        return given;
    }

    /** Everything under our prefix, but what Kubernetes put there and what is empty, as {@code FOO=} in a compose file. */
    static List<Given> environment(Map<String, String> environment) {
        List<Given> given = new ArrayList<>();
        for (Map.Entry<String, String> entry : new TreeMap<>(environment).entrySet()) {
            String variable = entry.getKey();
            if (variable.startsWith(VARIABLE_PREFIX) && !entry.getValue().isBlank()) {
                String name = variable.substring(VARIABLE_PREFIX.length());
                if (!KubernetesLink.is(name, entry.getValue())) {
                    given.add(new Given(keyOf(variable), entry.getValue(), "environment " + variable));
                }
            }
        }
        return given;
    }

    private static String keyOf(String variable) {
        for (Key<?> key : Keys.all()) {
            if (key.variable().equals(variable)) {
                return key.name();
            }
        }
        return variable.substring(VARIABLE_PREFIX.length())
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
    }

    /** What a map gives, whose keys may have any spelling of ours. */
    static List<Given> map(Map<String, String> values, String from) {
        List<Given> given = new ArrayList<>();
        for (Map.Entry<String, String> entry : new TreeMap<>(values).entrySet()) {
            given.add(new Given(entry.getKey(), entry.getValue(), from));
        }
        return given;
    }

    /** @throws IOException with a reason in words */
    static List<Given> file(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(Files.exists(file) ? "not a regular file" : "no such file");
        }
        if (Files.size(file) > LARGEST_FILE) {
            throw new IOException("larger than 1 MB");
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (CharacterCodingException e) {
            throw new IOException("not UTF-8", e);
        } catch (IllegalArgumentException e) {
            throw new IOException("no properties file: " + e.getMessage(), e);
        }
        Map<String, String> values = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            values.put(name, properties.getProperty(name, ""));
        }
        return map(values, "file " + file);
    }
}
