package dev.gatewayhealth.agent.container;

import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;

/**
 * A class that finds packages of its own under other names: so one application serves {@code javax} and {@code jakarta}, and one container
 * all versions of its server.
 *
 * @param packages by the prefix they have in the class, with slashes
 */
record Renamed(Map<String, String> packages) {

    byte[] of(byte[] bytes) {
        if (packages.isEmpty()) {
            return bytes;
        }
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(bytes).accept(new ClassRemapper(writer, new Names(packages)), 0);
        return writer.toByteArray();
    }

    private static final class Names extends Remapper {

        private final Map<String, String> packages;

        private Names(Map<String, String> packages) {
            super(Opcodes.ASM9);
            this.packages = packages;
        }

        /** The tools that move classes change texts that look like their names as well. */
        @Override
        public Object mapValue(Object value) {
            if (value instanceof String text) {
                return text.indexOf('/') < 0 ? map(text.replace('.', '/')).replace('/', '.') : map(text);
            }
            return super.mapValue(value);
        }

        @Override
        public String map(String name) {
            for (Map.Entry<String, String> each : packages.entrySet()) {
                if (name.startsWith(each.getKey())) {
                    return each.getValue() + name.substring(each.getKey().length());
                }
            }
            return name;
        }
    }
}
