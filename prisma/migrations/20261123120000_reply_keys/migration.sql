-- Keys of replies that go out once a day named the number they were for. The keys of days that are over have done their work, and
-- only have to differ.
UPDATE texts SET idempotency_key = 'reply:' || id WHERE idempotency_key ~ '^reply:(received|reschedule):\+';
