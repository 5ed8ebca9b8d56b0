package dev.gatewayhealth.e2e.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What nginx wrote to its error log. */
public final class ErrorLog {

    private final Path file;

    ErrorLog(Path file) {
        this.file = file;
    }

    public List<String> lines() {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines that name the request with this id in their request line. */
    public List<String> of(String id) {
        return lines().stream().filter(line -> line.contains("id=" + id + " ")).toList();
    }

    /** How many lines hold all of the phrases. */
    public long count(String... phrases) {
        return lines().stream()
                .filter(line -> List.of(phrases).stream().allMatch(line::contains))
                .count();
    }
}
