package dev.gatewayhealth.nginx;

import dev.gatewayhealth.contract.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A configuration as a tree of directives, every include in its place.
 *
 * @param directives the main context
 * @param files every file read, as it is named on this machine
 * @param patterns every include pattern met, as it is named on this machine
 * @param refusal null where nginx would accept the syntax
 */
record NginxConf(
        List<Directive> directives,
        Set<String> files,
        Set<String> patterns,
        @Nullable Problem refusal) {

    /** Reads a main file or a dump; whatever is wrong with it stands in {@link #refusal}. */
    static NginxConf read(Path conf, @Nullable MapPrefix prefix) {
        DiskFiles disk = new DiskFiles(conf, prefix);
        String shown = disk.shown(disk.main());
        try {
            String text = disk.read(disk.main());
            DumpFiles dump = DumpFiles.in(text);
            return dump == null
                    ? new Reader(disk).read()
                    : new Reader(dump).read().onlyFrom(disk.main());
        } catch (IOException | RuntimeException e) {
            return new NginxConf(List.of(), Set.of(disk.main()), Set.of(), new Problem(shown, 0, unreadable(e)));
        }
    }

    /** Reads a single text, for those who hold one. */
    static NginxConf parse(String text) {
        String file = "# configuration file /nginx.conf:\n" + ByteText.bytes(text);
        DumpFiles files = DumpFiles.in(file);
        if (files == null) {
            throw new IllegalStateException("the mark just written is not found");
        }
        return new Reader(files).read();
    }

    /** The same tree, with another one's files looked after as well. */
    NginxConf watching(NginxConf other) {
        Set<String> allFiles = new LinkedHashSet<>(files);
        allFiles.addAll(other.files);
        Set<String> allPatterns = new LinkedHashSet<>(patterns);
        allPatterns.addAll(other.patterns);
        return new NginxConf(directives, allFiles, allPatterns, refusal);
    }

    /** Whether a {@code proxy_pass} stands anywhere in it, or it could not be read. */
    boolean proxies() {
        return refusal != null || proxies(directives);
    }

    private static boolean proxies(List<Directive> level) {
        for (Directive directive : level) {
            if (directive.is("proxy_pass") || proxies(directive.inside())) {
                return true;
            }
        }
        return false;
    }

    private NginxConf onlyFrom(String dump) {
        return new NginxConf(directives, Set.of(dump), Set.of(), refusal);
    }

    private static String unreadable(Exception e) {
        String reason = e instanceof java.nio.file.NoSuchFileException
                ? "no such file"
                : e instanceof java.nio.file.AccessDeniedException ? "permission denied" : e.getMessage();
        return "cannot be read (" + reason + ")";
    }

    /** Reads the files of one configuration, once. */
    private static final class Reader {

        /** Far above anything meant: a file that includes itself many times over would otherwise fill the memory. */
        private static final long MOST_BYTES = 128L * 1024 * 1024;

        private static final int MOST_DIRECTIVES = 2_000_000;
        private static final int DEEPEST = 200;

        private final ConfFiles files;
        private final Map<String, String> texts = new HashMap<>();
        private final Set<String> read = new LinkedHashSet<>();
        private final Set<String> patterns = new LinkedHashSet<>();
        private final Deque<String> open = new ArrayDeque<>();

        /** The blocks around what is being read. */
        private final List<Directive> begun = new ArrayList<>();

        private long bytes;
        private int directives;
        private int depth;

        Reader(ConfFiles files) {
            this.files = files;
        }

        NginxConf read() {
            List<Directive> main = new ArrayList<>();
            Problem refusal = null;
            try {
                file(files.main(), new Place(files.shown(files.main()), 0), main);
            } catch (Refusal e) {
                // A brace that is missing shows first in what may not stand where it now does.
                Problem before = HttpConf.of(main, Version.of(null)).refusals().first();
                Problem here = new Problem(e.place().file(), e.place().line(), ByteText.readable(e.text()));
                refusal = before == null ? here : before;
                main.removeAll(begun);
            }
            return new NginxConf(main, Set.copyOf(read), Set.copyOf(patterns), refusal);
        }

        private void file(String name, Place included, List<Directive> into) throws Refusal {
            if (open.contains(name)) {
                throw new Refusal(included, "\"" + files.shown(name) + "\" includes itself");
            }
            String text = text(name, included);
            open.push(name);
            block(new Words(files.shown(name), text), false, into);
            open.pop();
        }

        private String text(String name, Place included) throws Refusal {
            read.add(name);
            String text = texts.get(name);
            if (text == null) {
                try {
                    text = files.read(name);
                } catch (IOException | RuntimeException e) {
                    throw new Refusal(included, "\"" + files.shown(name) + "\" " + unreadable(e));
                }
                texts.put(name, text);
            }
            bytes += text.length();
            if (bytes > MOST_BYTES) {
                throw new Refusal(
                        included, "more than " + NginxSize.format(MOST_BYTES) + " with all includes, not read further");
            }
            return text;
        }

        private void block(Words words, boolean braced, List<Directive> into) throws Refusal {
            if (++depth > DEEPEST) {
                throw new Refusal(words.place(), "nested deeper than " + DEEPEST + " blocks and includes");
            }
            for (Words.End end = words.next(); ; end = words.next()) {
                if (end == Words.End.FILE_END) {
                    if (braced) {
                        throw new Refusal(words.place(), "unexpected end of file, expecting \"}\"");
                    }
                    break;
                }
                if (end == Words.End.BLOCK_END) {
                    if (!braced) {
                        throw new Refusal(words.place(), "unexpected \"}\"");
                    }
                    break;
                }
                directive(words, end, into);
            }
            depth--;
        }

        private void directive(Words words, Words.End end, List<Directive> into) throws Refusal {
            Place place = words.place();
            List<String> all = words.words();
            String name = all.get(0);
            List<String> args = List.copyOf(all.subList(1, all.size()));
            if (++directives > MOST_DIRECTIVES) {
                throw new Refusal(place, "more than " + MOST_DIRECTIVES + " directives, not read further");
            }
            if (name.equals("include") && end == Words.End.SEMICOLON && args.size() == 1) {
                include(args.get(0), place, into);
                return;
            }
            List<Directive> inside = end == Words.End.BLOCK_START ? new ArrayList<>() : null;
            Directive directive = new Directive(name, args, inside, place);
            into.add(directive);
            if (inside != null) {
                begun.add(directive);
                if (name.endsWith("_by_lua_block")) {
                    words.skipLua();
                } else {
                    block(words, true, inside);
                }
                begun.remove(begun.size() - 1);
            }
        }

        private void include(String name, Place place, List<Directive> into) throws Refusal {
            String file = files.named(name);
            if (!Glob.magic(file)) {
                file(file, place, into);
                return;
            }
            patterns.add(file);
            for (String found : files.glob(file)) {
                file(found, place, into);
            }
        }
    }
}
