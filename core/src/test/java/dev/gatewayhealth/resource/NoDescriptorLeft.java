package dev.gatewayhealth.resource;

import dev.gatewayhealth.proc.ProcFile;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process that opens files until it may open no more, and then reads the resource in every way there is. */
final class NoDescriptorLeft {

    private NoDescriptorLeft() {}

    public static void main(String[] arguments) {
        List<Resource> ways = List.of(new FileDescriptors(), listing(), new UnixFileDescriptors());
        for (Resource way : ways) {
            if (!(way.read() instanceof Usage usage) || usage.exhausted()) {
                throw new IllegalStateException(way.getClass() + " is exhausted before the start");
            }
        }
        List<Closeable> open = new ArrayList<>();
        String end = openAll(open);
        List<String> said = new ArrayList<>();
        for (Resource way : ways) {
            Usage usage = (Usage) way.read();
            said.add(way.getClass().getSimpleName() + " " + usage.used() + " " + usage.limit() + " " + end);
        }
        said.forEach(System.out::println);
    }

    private static Resource listing() {
        Path self = Path.of("/proc/self");
        return new LinuxFileDescriptors(
                new DescriptorLimit(new ProcFile(self.resolve("limits"))),
                new DirectoryCount(self.resolve("fd"), () -> 0));
    }

    private static String openAll(List<Closeable> open) {
        try {
            while (true) {
                open.add(new FileInputStream("/dev/null"));
            }
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
