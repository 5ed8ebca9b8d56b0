package dev.gatewayhealth.e2e.rig;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Classes that were compiled against {@code jakarta.servlet}, as if compiled against {@code javax.servlet}. */
final class Javax {

    private static final int UTF8 = 1;

    private Javax() {}

    /** Rewrites all of them in a directory, and the names of the services. */
    static void rename(Path classes) throws IOException {
        try (Stream<Path> walk = Files.walk(classes)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                if (file.toString().endsWith(".class")) {
                    Files.write(file, renamed(Files.readAllBytes(file)));
                } else {
                    Files.move(
                            file, file.resolveSibling(renamed(file.getFileName().toString())));
                }
            }
        }
    }

    /** Every name stands in the constants, and nothing refers to a constant but by its number (JVMS 4.4). */
    private static byte[] renamed(byte[] classFile) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(in.readLong());
        int count = in.readUnsignedShort();
        out.writeShort(count);
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            out.writeByte(tag);
            if (tag == UTF8) {
                out.writeUTF(renamed(in.readUTF()));
            } else {
                out.write(in.readNBytes(size(tag)));
            }
            // A long and a double count twice.
            i += tag == 5 || tag == 6 ? 1 : 0;
        }
        out.write(in.readAllBytes());
        return bytes.toByteArray();
    }

    private static int size(int tag) {
        return switch (tag) {
            case 7, 8, 16, 19, 20 -> 2;
            case 15 -> 3;
            case 5, 6 -> 8;
            default -> 4;
        };
    }

    private static String renamed(String text) {
        String result = text;
        for (String separator : List.of("/", ".")) {
            result = result.replace("jakarta" + separator + "servlet", "javax" + separator + "servlet");
        }
        return result;
    }
}
