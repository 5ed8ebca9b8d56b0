package dev.gatewayhealth.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the sources in their order; the first that names a key decides it. Used once, by one thread. */
final class SettingsReader {

    private final Map<Key<?>, Given> winners = new LinkedHashMap<>();
    private final Map<Key<?>, Chosen> chosen = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    /** Adds a source that yields to those before it. Within one source the last word counts. */
    SettingsReader then(List<Given> source) {
        Map<Key<?>, Given> named = new LinkedHashMap<>();
        for (Given given : source) {
            Key<?> key = Keys.named(given.key());
            if (key == null) {
                problems.add(Problem.unknownKey(given));
            } else {
                named.put(key, given);
            }
        }
        for (Map.Entry<Key<?>, Given> entry : named.entrySet()) {
            winners.putIfAbsent(entry.getKey(), entry.getValue());
        }
        return this;
    }

    /** Adds the file that the sources so far name, or else the one that comes after it, if they do. */
    SettingsReader thenFile(List<Given> next) {
        for (Given given : next) {
            if (Keys.named(given.key()) == Keys.CONFIG) {
                winners.putIfAbsent(Keys.CONFIG, given);
            }
        }
        Given config = winners.get(Keys.CONFIG);
        Path file = config == null ? null : parsed(Keys.CONFIG, config);
        if (config != null && file != null) {
            read(file, config);
        }
        return this;
    }

    private void read(Path file, Given config) {
        try {
            List<Given> given = new ArrayList<>(Sources.file(file));
            for (Given other : given) {
                if (Keys.named(other.key()) == Keys.CONFIG) {
                    problems.add(Problem.unusable(Keys.CONFIG, other, "ignored inside a file", "any other key"));
                }
            }
            then(given);
        } catch (IOException e) {
            String accepted = "a readable properties file in UTF-8";
            problems.add(Problem.unusable(Keys.CONFIG, config, "cannot be read, " + reason(e), accepted));
        }
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return e.getClass() == IOException.class && message != null
                ? message
                : e.getClass().getSimpleName();
    }

    Settings.Outcome outcome() {
        for (Map.Entry<Key<?>, Given> entry : winners.entrySet()) {
            choose(entry.getKey(), entry.getValue());
        }
        checkDrain();
        return new Settings.Outcome(new Settings(chosen), problems);
    }

    private void choose(Key<?> key, Given given) {
        try {
            chosen.put(key, new Chosen(key.parse(given.value()), given));
        } catch (IllegalArgumentException e) {
            if (key != Keys.CONFIG) {
                problems.add(Problem.badValue(key, given));
            }
        }
    }

    private <T> @Nullable T parsed(Key<T> key, Given given) {
        try {
            return key.parse(given.value());
        } catch (IllegalArgumentException e) {
            problems.add(Problem.badValue(key, given));
            return null;
        }
    }

    private void checkDrain() {
        Settings settings = new Settings(chosen);
        Duration max = settings.drainMax();
        Chosen min = chosen.get(Keys.DRAIN_MIN);
        if (min != null && settings.drainMin().compareTo(max) > 0) {
            chosen.remove(Keys.DRAIN_MIN);
            String accepted = "at most drain.max, " + max.toMillis() + "ms";
            problems.add(Problem.unusable(Keys.DRAIN_MIN, min.given(), "too long, the default is used", accepted));
        }
    }
}
