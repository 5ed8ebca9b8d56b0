package dev.gatewayhealth.spring;

import dev.gatewayhealth.settings.Key;
import dev.gatewayhealth.settings.Keys;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The text of spring-configuration-metadata.json, made from the keys. */
final class ConfigurationMetadata {

    private ConfigurationMetadata() {}

    static String text() {
        List<String> properties = new ArrayList<>();
        List<String> hints = new ArrayList<>();
        for (Key<?> key : Keys.all()) {
            properties.add(property(key));
            List<String> values = examples(key);
            if (!values.isEmpty()) {
                hints.add(hint(key, values));
            }
        }
        return "{\n  \"groups\": [\n    {\"name\": \"gateway-health\", \"type\": \""
                + GatewayHealthProperties.class.getName()
                + "\"}\n  ],\n  \"properties\": [\n" + String.join(",\n", properties) + "\n  ],\n  \"hints\": [\n"
                + String.join(",\n", hints) + "\n  ]\n}\n";
    }

    private static String property(Key<?> key) {
        String standard = standard(key);
        return "    {\n      \"name\": \"gateway-health." + key.kebab() + "\",\n      \"type\": \"" + type(key)
                + "\",\n      \"description\": " + quoted(description(key))
                + (standard == null ? "" : ",\n      \"defaultValue\": " + standard) + "\n    }";
    }

    private static String description(Key<?> key) {
        return (key.meaning() + " Accepted: " + key.accepted() + ".").replace("`", "");
    }

    /** Times, sizes and what may be off are text, because nginx's grammar is not Spring's. */
    private static String type(Key<?> key) {
        Type type = valueType(key);
        if (type == Boolean.class) {
            return "java.lang.Boolean";
        } else if (type == Double.class) {
            return "java.lang.Double";
        } else if (type == Integer.class && !mayBeOff(key)) {
            return "java.lang.Integer";
        } else if (type instanceof ParameterizedType set && set.getRawType() == Set.class) {
            return "java.util.List<java.lang.String>";
        }
        return "java.lang.String";
    }

    /** The default as JSON; null where there is none, or one that only words can say. */
    private static String standard(Key<?> key) {
        String text = key.otherwise();
        return switch (type(key)) {
            case "java.lang.Boolean", "java.lang.Double", "java.lang.Integer" -> text;
            case "java.util.List<java.lang.String>" -> "[\"" + text.replace(",", "\", \"") + "\"]";
            default -> Set.of("none", "unknown", "from the contract").contains(text) ? null : quoted(text);
        };
    }

    private static List<String> examples(Key<?> key) {
        Type type = valueType(key);
        if (type == java.time.Duration.class) {
            return mayBeOff(key) ? List.of("off", "5s") : List.of("5s", "60s", "1m30s");
        } else if (type == Long.class) {
            return List.of("4k", "8k", "1m");
        } else if (type == Integer.class && mayBeOff(key)) {
            return List.of("off");
        } else if (key == Keys.DOWN_ON) {
            String codes = key.accepted().replaceAll(".*some of (.*) with commas.*", "$1");
            List<String> values = new ArrayList<>(List.of("none"));
            values.addAll(List.of(codes.split(", ")));
            return values;
        }
        return List.of();
    }

    private static String hint(Key<?> key, List<String> values) {
        boolean open = key != Keys.DOWN_ON;
        List<String> quoted = values.stream()
                .map(value -> "{\"value\": " + quoted(value) + "}")
                .toList();
        return "    {\n      \"name\": \"gateway-health." + key.kebab() + "\",\n      \"values\": ["
                + String.join(", ", quoted) + "]" + (open ? ",\n      \"providers\": [{\"name\": \"any\"}]" : "")
                + "\n    }";
    }

    private static boolean mayBeOff(Key<?> key) {
        return key.accepted().contains("`off`");
    }

    private static Type valueType(Key<?> key) {
        for (Field field : Keys.class.getFields()) {
            try {
                if (field.get(null) == key) {
                    return ((ParameterizedType) field.getGenericType()).getActualTypeArguments()[0];
                }
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new IllegalStateException(key + " is no constant of Keys");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
