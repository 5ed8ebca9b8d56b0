package dev.gatewayhealth.e2e.rig;

/** What the application under test serves on an upgraded connection: one letter comes back, a dot does not. */
public enum Talk {
    ECHO("Upgrade: echo") {
        @Override
        String framed(char letter) {
            return Character.toString(letter);
        }

        @Override
        int answered() {
            return 1;
        }
    },

    /** In masked frames of one text each (RFC 6455 section 5.2), whose mask changes nothing. */
    WEB_SOCKET("Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==") {
        @Override
        String framed(char letter) {
            return "\u0081\u0081\0\0\0\0" + letter;
        }

        @Override
        int answered() {
            return 3;
        }
    };

    private final String fields;

    Talk(String fields) {
        this.fields = fields;
    }

    /** Asks for it, and returns when it was granted. */
    public Call open(Client client) {
        return client.call("GET", "/echo", "", fields).read(0);
    }

    /** Says a letter and hears it, as the one of that number. */
    public void echoed(Call call, int number) {
        call.send(framed('a')).read((long) number * answered());
    }

    /** Says what is not answered. */
    public void heard(Call call) {
        call.send(framed('.'));
    }

    abstract String framed(char letter);

    /** How many bytes an answer has. */
    abstract int answered();
}
