package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Places;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The page with what every fault came to; each section is written when its last fault has been run. */
final class Foresight {

    static final String COMMAND = "mvn -pl e2e -am verify -Pall -Dit.test='Faults*IT' -Ddocs.update=true";

    private static final Path PAGE = Places.repository("docs/foresight.md");

    private Foresight() {}

    /** The lines of a section that are there now, without what was measured. */
    static List<String> claims(Section section) {
        List<String> claims = new ArrayList<>();
        boolean within = false;
        for (String line : lines()) {
            if (line.startsWith("## ")) {
                within = line.equals("## " + section.title());
            } else if (within && line.startsWith("| ") && !line.startsWith("| fault ")) {
                claims.add(line.substring(0, line.lastIndexOf('|', line.length() - 2) + 1));
            }
        }
        return claims;
    }

    /** Writes the section anew, in its place or at the end. */
    static void write(Section section, List<Row> rows) {
        List<String> page = new ArrayList<>();
        boolean within = false;
        for (String line : lines()) {
            if (line.startsWith("## ")) {
                within = line.equals("## " + section.title());
            }
            if (!within) {
                page.add(line);
            }
        }
        page.addAll(table(section, rows));
        try {
            Files.write(PAGE, sorted(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> table(Section section, List<Row> rows) {
        List<String> lines = new ArrayList<>();
        lines.add("## " + section.title());
        lines.add("");
        lines.add("| fault | its client gets | nginx logs | finding | before it |");
        lines.add("|---|---|---|---|---|");
        rows.forEach(row -> lines.add(row.line()));
        lines.add("");
        return lines;
    }

    /** The head of the page, then its sections in their order. */
    private static List<String> sorted(List<String> page) {
        List<String> sorted = new ArrayList<>(part(page, ""));
        Section.all().forEach(section -> sorted.addAll(part(page, section.title())));
        return sorted;
    }

    private static List<String> part(List<String> page, String title) {
        List<String> part = new ArrayList<>();
        String at = "";
        for (String line : page) {
            at = line.startsWith("## ") ? line.substring(3) : at;
            if (at.equals(title)) {
                part.add(line);
            }
        }
        return part;
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
