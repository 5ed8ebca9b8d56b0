package shop;

import io.helidon.webserver.websocket.WsRouting;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;

/** The same application with a WebSocket, on which every text but a dot comes back. */
public final class Chat implements WsListener {

    private Chat() {}

    public static void main(String[] args) {
        Shop.server()
                .addRouting(WsRouting.builder().endpoint("/echo", Chat::new))
                .build()
                .start();
    }

    @Override
    public void onMessage(WsSession session, String text, boolean last) {
        if (!text.equals(".")) {
            session.send(text, last);
        }
    }
}
