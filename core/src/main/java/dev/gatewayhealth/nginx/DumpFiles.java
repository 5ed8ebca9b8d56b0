package dev.gatewayhealth.nginx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files in the output of {@code nginx -T}: the main file first, each below a comment with its name. */
final class DumpFiles implements ConfFiles {

    private static final String MARK = "# configuration file ";

    private final Map<String, String> files;
    private final String main;
    private final String directory;

    private DumpFiles(Map<String, String> files) {
        this.files = files;
        this.main = files.keySet().iterator().next();
        this.directory = main.substring(0, Math.max(0, main.lastIndexOf('/')));
    }

    /** The files in a text, null where it is no such output. What nginx says before the first file is stepped over. */
    static @Nullable DumpFiles in(String text) {
        int mark = text.startsWith(MARK) ? 0 : next(text, 0);
        if (mark < 0 || !onlyMessagesBefore(text, mark)) {
            return null;
        }
        Map<String, String> files = new LinkedHashMap<>();
        while (mark >= 0) {
            int endOfLine = text.indexOf('\n', mark);
            int from = endOfLine < 0 ? text.length() : endOfLine + 1;
            int following = next(text, Math.max(0, from - 1));
            int to = following < 0 ? text.length() : following;
            String name = text.substring(mark + MARK.length(), endOfLine < 0 ? to : endOfLine);
            files.putIfAbsent(name.substring(0, colon(name)), text.substring(from, to));
            mark = following;
        }
        return new DumpFiles(files);
    }

    @Override
    public String main() {
        return main;
    }

    @Override
    public String named(String include) {
        return include.startsWith("/") ? include : directory + "/" + include;
    }

    @Override
    public String read(String file) throws IOException {
        String text = files.get(file);
        if (text == null) {
            throw new IOException("not in the dump");
        }
        return text;
    }

    @Override
    public List<String> glob(String pattern) {
        List<String> found = new ArrayList<>();
        String[] wanted = pattern.split("/", -1);
        for (String file : files.keySet()) {
            if (fits(wanted, file.split("/", -1))) {
                found.add(file);
            }
        }
        found.sort(null);
        return found;
    }

    @Override
    public String shown(String file) {
        return file.startsWith(directory + "/") ? file.substring(directory.length() + 1) : file;
    }

    private static boolean fits(String[] pattern, String[] file) {
        if (pattern.length != file.length) {
            return false;
        }
        for (int i = 0; i < pattern.length; i++) {
            if (!new Glob(pattern[i]).matches(file[i])) {
                return false;
            }
        }
        return true;
    }

    private static int next(String text, int from) {
        int found = text.indexOf("\n" + MARK, from);
        while (found >= 0) {
            int end = text.indexOf('\n', found + 1);
            String line =
                    text.substring(found + 1, end < 0 ? text.length() : end).stripTrailing();
            if (line.endsWith(":") && line.contains("/")) {
                return found + 1;
            }
            found = end < 0 ? -1 : text.indexOf("\n" + MARK, end);
        }
        return -1;
    }

    /** {@code nginx -T 2>&1} begins with "nginx: the configuration file … syntax is ok". */
    private static boolean onlyMessagesBefore(String text, int mark) {
        return text.substring(0, mark)
                .lines()
                .allMatch(line -> line.isBlank() || line.startsWith("nginx:") || line.contains("[warn]"));
    }

    private static int colon(String name) {
        int colon = name.lastIndexOf(':');
        return colon < 0 ? name.length() : colon;
    }
}
