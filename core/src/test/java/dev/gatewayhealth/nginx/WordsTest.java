package dev.gatewayhealth.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @Test
    void quotesHoldWhatWouldOtherwiseEndADirective() throws Refusal {
        assertThat(first("add_header X \"a;b{c}#d\" 'it\\'s';")).containsExactly("add_header", "X", "a;b{c}#d", "it's");
    }

    @Test
    void onlyKnownEscapesAreReplaced() throws Refusal {
        assertThat(first("a \\t \\\\ \\\" x\\.y \\  ;")).containsExactly("a", "\t", "\\", "\"", "x\\.y", "\\ ");
    }

    @Test
    void aBraceBelongsToTheVariableBeforeIt() throws Refusal {
        assertThat(first("return 200 ${uri}x;")).containsExactly("return", "200", "${uri}x");
    }

    @Test
    void aHashInsideAWordIsNoComment() throws Refusal {
        assertThat(first("# { ; \"\nlocation /a#b; # end")).containsExactly("location", "/a#b");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a 'it''s';| unexpected \"'\" in f:1",
                "a;\\n}| unexpected \"}\" in f:2",
                "a b }| unexpected \"}\" in f:1",
                ";| unexpected \";\" in f:1",
                "{| unexpected \"{\" in f:1",
                "a b\\n\\n| unexpected end of file, expecting \";\" or \"}\" in f:3",
                "a \"b;\\n| unexpected end of file, expecting \";\" or \"}\" in f:2",
            })
    void saysWhatIsWrongAndWhere(String text, String message) {
        String unescaped = text.replace("\\n", "\n");
        assertThatThrownBy(() -> all(unescaped))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.text() + " in " + refusal.place())
                                .isEqualTo(message));
    }

    @Test
    void aWordLongerThanTheBufferIsRefusedWhereItBegan() {
        assertThat(all4096("root " + "x".repeat(4095) + ";")).isNull();
        assertThat(all4096("\nroot " + "x".repeat(4096) + ";")).isEqualTo("f:2");
    }

    @Test
    void aCommentLongerThanTheBufferIsRefusedToo() {
        assertThat(all4096("#" + "x".repeat(4000) + "\na;")).isNull();
        assertThat(all4096("a;\n#" + "x".repeat(5000) + "\n")).isEqualTo("f:2");
    }

    @Test
    void luaEndsAtItsOwnBrace() throws Refusal {
        Words words = new Words("f", """
                access_by_lua_block {
                    -- } and "
                    local s = "}" .. '{' .. [==[ } ]] ]==] --[[ } ]]
                    local t = { a = { } }
                }
                next;""");
        assertThat(words.next()).isEqualTo(Words.End.BLOCK_START);
        words.skipLua();
        assertThat(words.next()).isEqualTo(Words.End.SEMICOLON);
        assertThat(words.words()).containsExactly("next");
        assertThat(words.place().line()).isEqualTo(6);
    }

    private static List<String> first(String text) throws Refusal {
        Words words = new Words("f", text);
        words.next();
        return List.copyOf(words.words());
    }

    private static void all(String text) throws Refusal {
        Words words = new Words("f", text);
        int depth = 0;
        for (Words.End end = words.next(); end != Words.End.FILE_END; end = words.next()) {
            depth += end == Words.End.BLOCK_START ? 1 : end == Words.End.BLOCK_END ? -1 : 0;
            if (depth < 0) {
                throw new Refusal(words.place(), "unexpected \"}\"");
            }
        }
    }

    private static String all4096(String text) {
        try {
            all(text);
            return null;
        } catch (Refusal e) {
            return e.place().toString();
        }
    }
}
