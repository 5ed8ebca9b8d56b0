package dev.gatewayhealth.proc;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Path;

/** A small file of the kernel's that holds a number, or lines of a name and a number; for use by one thread. */
public final class ProcNumbers {

    /** What the kernel writes where there is no limit. */
    private static final String NONE = "max";

    private final ProcFile file;
    private final Path path;
    private String text = "";

    /**
     * Opens it, and holds it until it is closed.
     *
     * @param path of the file
     */
    public ProcNumbers(Path path) {
        this.path = path;
        this.file = new ProcFile(path);
    }

    /**
     * Reads it anew.
     *
     * @return this, with what it holds now
     * @throws IOException if it cannot be read, with the file and the reason as its message
     */
    public ProcNumbers read() throws IOException {
        if (!file.read()) {
            throw new IOException(file.problem());
        }
        text = new String(file.bytes(), 0, file.length(), US_ASCII);
        return this;
    }

    /**
     * {@return the first number in it; {@link Long#MAX_VALUE} for {@code max}, and for -1, which mean no limit}
     *
     * @throws IOException if what stands there is no number
     */
    public long first() throws IOException {
        return number(text.strip());
    }

    /**
     * {@return the number after that word, a space or a colon in between}
     *
     * @param name a word at the beginning of a line
     * @param otherwise what is returned if there is no such line
     * @throws IOException if what stands there is no number
     */
    public long of(String name, long otherwise) throws IOException {
        int at = text.startsWith(name) ? 0 : text.indexOf("\n" + name) + 1;
        if (at == 0 && !text.startsWith(name)) {
            return otherwise;
        }
        String rest = text.substring(at + name.length());
        return rest.isEmpty() || " :\t".indexOf(rest.charAt(0)) < 0
                ? otherwise
                : number(rest.substring(1).strip());
    }

    /** {@return all of it, as it was last read} */
    public String text() {
        return text;
    }

    /** Gives the descriptor back; it cannot be read after that. */
    public void close() {
        file.close();
    }

    private long number(String from) throws IOException {
        int end = 0;
        while (end < from.length() && !Character.isWhitespace(from.charAt(end))) {
            end++;
        }
        String word = from.substring(0, end);
        try {
            long value = word.equals(NONE) ? Long.MAX_VALUE : Long.parseLong(word);
            return value < 0 ? Long.MAX_VALUE : value;
        } catch (NumberFormatException e) {
            throw new IOException("\"" + word + "\" in " + path + " is no number", e);
        }
    }
}
