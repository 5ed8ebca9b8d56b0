package dev.gatewayhealth.resource;

import dev.gatewayhealth.proc.ProcNumbers;
import java.io.IOException;
import java.nio.file.Path;

/** One limit of process ids, and the file that says how many are taken; for use by one thread. */
final class IdLimit {

    private final String source;
    private final ProcNumbers file;
    private final String after;
    private final long limit;

    /** @param after what stands before the number in the file; empty if it is all there is */
    IdLimit(String source, Path file, String after, long limit) {
        this.source = source;
        this.file = new ProcNumbers(file);
        this.after = after;
        this.limit = limit;
    }

    boolean limited() {
        return limit > 0 && limit < Long.MAX_VALUE;
    }

    Reading read() {
        try {
            String text = file.read().text();
            int from = text.indexOf(after) + after.length();
            int end = from;
            while (end < text.length()
                    && (Character.isDigit(text.charAt(end)) || end == from || text.charAt(end - 1) == '\t')) {
                end++;
            }
            return Usage.of(Double.parseDouble(text.substring(from, end).strip()), (double) limit, source);
        } catch (IOException e) {
            return new Absent(String.valueOf(e.getMessage()));
        } catch (NumberFormatException e) {
            return new Absent("no number of processes: " + e.getMessage());
        }
    }

    void close() {
        file.close();
    }
}
