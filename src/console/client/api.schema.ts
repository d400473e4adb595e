// Generated from the API's own document: npm run api:client

export interface paths {
    "/api/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The keys that were not revoked, the newest first. */
        get: operations["ApiKeysController_list"];
        put?: never;
        /** A new key, with no more than its maker may do. */
        post: operations["ApiKeysController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One key that was not revoked. */
        get: operations["ApiKeysController_show"];
        put?: never;
        post?: never;
        /** Revoke a key. It opens nothing from the next request on. */
        delete: operations["ApiKeysController_revoke"];
        options?: never;
        head?: never;
        /** Name a key anew, or change when it expires. Not one that may do more than you. */
        patch: operations["ApiKeysController_change"];
        trace?: never;
    };
    "/api/v1/break-glass-accesses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When somebody went beyond their role in an emergency, and why, the newest first. */
        get: operations["BreakGlassAccessesController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in, where, and what they may do now. */
        get: operations["SessionController_show"];
        put?: never;
        /** Sign in. The answer sets the cookie of the session. */
        post: operations["SessionController_signIn"];
        /** Sign out. */
        delete: operations["SessionController_signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change the password. All other sessions of the account end. */
        put: operations["SessionController_changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a code of the second factor. The session gets another cookie. */
        post: operations["SessionController_passSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/second-factor/enrolment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new second factor. It counts once a code of it is confirmed. */
        post: operations["SessionController_enrol"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/second-factor/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm the new second factor with a code of it. */
        post: operations["SessionController_confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/break-glass": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open access beyond the role, for an hour at most and with a reason that stays. */
        post: operations["SessionController_breakGlass"];
        /** End it before its time. */
        delete: operations["SessionController_endBreakGlass"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who works for the clinic, in the order in which they joined. */
        get: operations["StaffController_list"];
        put?: never;
        /** Invite somebody. The answer holds a link that works once, within three days. */
        post: operations["StaffController_invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Invitations that can still be accepted, the newest first. */
        get: operations["StaffController_listInvitations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One invitation that can still be accepted. */
        get: operations["StaffController_showInvitation"];
        put?: never;
        post?: never;
        /** Withdraw an invitation. */
        delete: operations["StaffController_withdraw"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Somebody who works for the clinic. */
        get: operations["StaffController_show"];
        put?: never;
        post?: never;
        /** Take somebody out of the clinic. Their sessions there end at once. */
        delete: operations["StaffController_remove"];
        options?: never;
        head?: never;
        /** Change somebody's role, from their next request on. A clinic keeps its last owner. */
        patch: operations["StaffController_changeRole"];
        trace?: never;
    };
    "/api/v1/staff/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept an invitation. Then sign in. */
        post: operations["StaffController_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clinics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The clinic that the credential is for, with its settings. */
        get: operations["ClinicsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clinics/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The clinic's settings. */
        get: operations["ClinicsController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes settings. They hold from the next call and the next booking on. */
        patch: operations["ClinicsController_change"];
        trace?: never;
    };
    "/api/v1/phone-numbers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The lines that the receptionist answers. */
        get: operations["PhoneNumbersController_list"];
        put?: never;
        /** A line to be answered for this clinic from now on. A number is the line of one clinic. */
        post: operations["PhoneNumbersController_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/phone-numbers/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether a number is a line of this clinic. */
        get: operations["PhoneNumbersController_get"];
        put?: never;
        post?: never;
        /** Gives a line up. Its callers hear that the number is not in use. */
        delete: operations["PhoneNumbersController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/opening-hours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The hours of the house, week by week as they were, are and will be. */
        get: operations["OpeningWeeksController_list"];
        put?: never;
        /** Other hours from a day on, until the next ones begin. Visits that are booked stay. */
        post: operations["OpeningWeeksController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/opening-hours/{validFrom}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The hours that begin on a day. */
        get: operations["OpeningWeeksController_get"];
        /** Replaces the hours that begin on a day. Visits that are booked stay. */
        put: operations["OpeningWeeksController_change"];
        post?: never;
        /** Takes a change of hours back: those before it go on. */
        delete: operations["OpeningWeeksController_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/closures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Days on which the clinic is shut, in order. */
        get: operations["ClosuresController_list"];
        put?: never;
        /** Shuts the clinic for some days. Visits that lie in them stay, and are counted in the answer. */
        post: operations["ClosuresController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/closures/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One closure, with how many visits lie in it. */
        get: operations["ClosuresController_get"];
        put?: never;
        post?: never;
        /** Deletes a closure: the clinic is open on its usual hours. */
        delete: operations["ClosuresController_delete"];
        options?: never;
        head?: never;
        /** Changes the days of a closure, or its name. */
        patch: operations["ClosuresController_change"];
        trace?: never;
    };
    "/api/v1/blocked-numbers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Callers whom the clinic does not want to hear from, the newest first. */
        get: operations["BlockedNumbersController_list"];
        put?: never;
        /** Blocks a number: its calls are refused, and it is not called. */
        post: operations["BlockedNumbersController_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/blocked-numbers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One blocked number. */
        get: operations["BlockedNumbersController_get"];
        put?: never;
        post?: never;
        /** Its calls are taken again. */
        delete: operations["BlockedNumbersController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appointments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The clinic's appointments in order of time. */
        get: operations["AppointmentsController_list"];
        put?: never;
        /**
         * Book a visit.
         * @description It is agreed to at once, and the patient gets the text that confirms it unless they want none. Who was faster has the time: 409 with the nearest others.
         */
        post: operations["AppointmentsController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appointments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One appointment. */
        get: operations["AppointmentsController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appointments/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who did what to it, the oldest first, along all its moves. */
        get: operations["AppointmentsController_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appointments/{id}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give it another time.
         * @description The answer is the visit that takes its place, with an id of its own; this one is `rescheduled`. Both happen, or neither.
         */
        post: operations["AppointmentsController_move"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appointments/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel it. Its time is free for others, and is offered to who waits for it.
         * @description A patient cancels what is to come; the clinic also what has begun. Cancelling again changes nothing.
         */
        post: operations["AppointmentsController_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appointments/{id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what has become of it.
         * @description Forwards: scheduled, confirmed, arrived, seated, completed, or a no-show once it has begun. Each step can be taken back as long as its time is free. What a status can not become answers 409.
         */
        post: operations["AppointmentsController_setStatus"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/availability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Times that can be booked, soonest first.
         * @description By the rules of the desk: from this moment on and as far as two years ahead, also for types that are not booked by phone. Opening hours, people's hours, rooms, blocked time, and time that is kept for other types are as for callers.
         */
        get: operations["AvailabilityController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Times that somebody is deciding about, in order of time. */
        get: operations["SlotHoldsController_list"];
        put?: never;
        /**
         * Hold a time for some minutes.
         * @description Nobody else gets it meanwhile, nor does another request of the same key: name the hold when you book or move. It ends by itself.
         */
        post: operations["SlotHoldsController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/holds/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One hold, until it ends. */
        get: operations["SlotHoldsController_get"];
        put?: never;
        post?: never;
        /** Release a hold. Only whose it is can do so. */
        delete: operations["SlotHoldsController_release"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Dentists, hygienists and assistants, by name. */
        get: operations["ProvidersController_list"];
        put?: never;
        /** Somebody new. They work at no time until they are given working hours. */
        post: operations["ProvidersController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/providers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One provider. */
        get: operations["ProvidersController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change some of a provider. Visits that are booked stay as they are; a role that types of visit need stays, too. */
        patch: operations["ProvidersController_change"];
        trace?: never;
    };
    "/api/v1/providers/{id}/working-hours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The weeks of a provider, from today on. */
        get: operations["WorkingHoursController_get"];
        /** The whole week from a day on, until further notice: earlier hours end the day before, and changes that were planned for later are dropped. Appointments stay. */
        put: operations["WorkingHoursController_set"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operatories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rooms and chairs, by name. */
        get: operations["OperatoriesController_list"];
        put?: never;
        /** A new room or chair. Visits are booked in it from now on. */
        post: operations["OperatoriesController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operatories/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One operatory. */
        get: operations["OperatoriesController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change some of an operatory. Visits that are booked stay in it. */
        patch: operations["OperatoriesController_change"];
        trace?: never;
    };
    "/api/v1/appointment-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What visits are for, by name. */
        get: operations["AppointmentTypesController_list"];
        put?: never;
        /** A new type of visit. It is offered from now on. */
        post: operations["AppointmentTypesController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appointment-types/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One type of visit. */
        get: operations["AppointmentTypesController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change some of a type. Parts and providers are given whole. Visits that are booked stay. */
        patch: operations["AppointmentTypesController_change"];
        trace?: never;
    };
    "/api/v1/hours-overrides": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Days on which the house or a provider has other hours than on that weekday, or none; by day. */
        get: operations["HoursOverridesController_list"];
        put?: never;
        /** Give a day hours of its own. Appointments on it stay; the answer names those outside. */
        post: operations["HoursOverridesController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hours-overrides/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One such day. */
        get: operations["HoursOverridesController_get"];
        put?: never;
        post?: never;
        /** The day is like its weekday again. */
        delete: operations["HoursOverridesController_remove"];
        options?: never;
        head?: never;
        /** Give the day other hours of its own, whole. */
        patch: operations["HoursOverridesController_change"];
        trace?: never;
    };
    "/api/v1/blockouts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Stretches in which a provider or an operatory is not to be had, or only for some types; by their start. */
        get: operations["BlockoutsController_list"];
        put?: never;
        /** Block a stretch, or keep it for some types. Busy time in which there are appointments or holds is refused (409). */
        post: operations["BlockoutsController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/blockouts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One blockout. */
        get: operations["BlockoutsController_get"];
        put?: never;
        post?: never;
        /** The time is to be had again, and a provider's is offered to the waiting list. What a calendar outside says stays (409). */
        delete: operations["BlockoutsController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/weekly-blockouts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Time of every week in which a provider or an operatory is not to be had, or only for some types; by weekday and time. */
        get: operations["WeeklyBlockoutsController_list"];
        put?: never;
        /** Block some time of every week, or keep it for some types. Appointments in it stay. */
        post: operations["WeeklyBlockoutsController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/weekly-blockouts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One weekly blockout. */
        get: operations["WeeklyBlockoutsController_get"];
        put?: never;
        post?: never;
        /** Remove it, for weeks that were as well. To end it give it a last day. */
        delete: operations["WeeklyBlockoutsController_remove"];
        options?: never;
        head?: never;
        /** Give it another last day, or none. */
        patch: operations["WeeklyBlockoutsController_change"];
        trace?: never;
    };
    "/calendars/{secret}.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A provider's visits and blocked time as iCalendar, 14 days back and 180 ahead. */
        get: operations["CalendarsController_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Texts that the clinic has sent and received, the newest first. */
        get: operations["MessagesController_list"];
        put?: never;
        /** Texts somebody who has not refused texts. What becomes of it is in its `status`. */
        post: operations["MessagesController_send"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One text, with what became of it. */
        get: operations["MessagesController_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/waitlist-entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who wants to come earlier, or at all, in the order in which they get offers. */
        get: operations["WaitlistController_list"];
        put?: never;
        /** Put a patient on the list: they are offered the next time that suits by a text to their number. */
        post: operations["WaitlistController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/waitlist-entries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One entry, with what its patient was offered. */
        get: operations["WaitlistController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/waitlist-entries/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** They want no other time any more. An offer that is out is withdrawn. */
        post: operations["WaitlistController_withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recalls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When patients should come again, the longest due first. */
        get: operations["RecallsController_list"];
        put?: never;
        /** Agree with a patient that they come again. One for each patient and type of visit. */
        post: operations["RecallsController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recalls/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One recall. */
        get: operations["RecallsController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Agree another day or another interval. */
        patch: operations["RecallsController_change"];
        trace?: never;
    };
    "/api/v1/recalls/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The patient does not want to be reminded, until something is agreed with them again. */
        post: operations["RecallsController_close"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/statistics/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Calls of some days: how many, how they ended, how long they took. */
        get: operations["StatisticsController_calls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/statistics/appointments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Visits of some days: what became of them, and who booked them. */
        get: operations["StatisticsController_appointments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/statistics/receptionist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How fast the receptionist answered on some days, and what it did. */
        get: operations["StatisticsController_receptionist"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Calls that came in and that the clinic placed, the newest first. */
        get: operations["CallsController_list"];
        put?: never;
        /** Have somebody called. Consent, quiet hours and caps are looked at when it is due. */
        post: operations["OutboundCallsController_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls/{callSid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One call: what was said and heard, and which tools ran. */
        get: operations["CallsController_detail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls/{callSid}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All that happened in a call, in one list. */
        get: operations["CallsController_timeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls/{callSid}/recordings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was recorded of a call, the oldest first. */
        get: operations["RecordingsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls/{callSid}/recordings/{recordingSid}/audio": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The audio of a recording, as the carrier keeps it. */
        get: operations["RecordingsController_audio"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/live-calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Calls that go on now, the newest first. */
        get: operations["LiveCallsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/live-calls/{callSid}/transcript": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is said in a call, while it is said: server-sent events.
         * @description An event `turn` for each turn so far and for each that follows, with the fields of a turn of `GET /api/v1/calls/{callSid}`; it comes again, with the same `seq`, when more of it was heard. An event `ended` with `outcome`, `endedAt` and `endedAtLocal` is the last. The stream ends with the call, and when the key or session is no longer good. Events have ids: `Last-Event-ID` goes on where a stream broke off, and is answered 204 when there is nothing more to come.
         */
        get: operations["LiveCallsController_transcript"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outbound-calls/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What became of an order to call somebody. */
        get: operations["OutboundCallsController_follow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agent-profiles/{version}/test-calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Be called by a version, on a phone of your own, while callers still get the published one. */
        post: operations["TestCallsController_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find what was said in calls and what was texted, by its words.
         * @description `calls:read` finds turns of calls, `messages:read` texts. A credential with one of them finds only those.
         */
        post: operations["SearchController_search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/live-calls/{callSid}/take-over": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the caller from the receptionist: the desk's phone rings. */
        post: operations["LiveCallControlController_takeOver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/live-calls/{callSid}/hang-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends a call, whoever is on the line. */
        post: operations["LiveCallControlController_hangUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The endpoints that are told what happens, the oldest first. */
        get: operations["WebhooksController_list"];
        put?: never;
        /** A new endpoint. The answer holds the secret that signs what it is sent. */
        post: operations["WebhooksController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One endpoint, and whether it works. */
        get: operations["WebhooksController_get"];
        put?: never;
        post?: never;
        /** Remove an endpoint. What is on its way to it is cancelled. */
        delete: operations["WebhooksController_remove"];
        options?: never;
        head?: never;
        /** Change an endpoint, or switch it off or on again. */
        patch: operations["WebhooksController_change"];
        trace?: never;
    };
    "/api/v1/webhooks/{id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new secret. The one before signs, too, for 24 hours. */
        post: operations["WebhooksController_rotateSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send the endpoint an event of the type `webhook.test`. */
        post: operations["WebhooksController_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhook-deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was sent to endpoints in the last 30 days, the newest first. */
        get: operations["WebhookDeliveriesController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhook-deliveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One delivery, with its tries. */
        get: operations["WebhookDeliveriesController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhook-deliveries/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send the same event once more, with the same id. The answer is the new delivery. */
        post: operations["WebhookDeliveriesController_replay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/{id}/accesses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who saw or changed what of a patient’s between two times, the oldest first. */
        get: operations["AuditTrailController_accesses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who read or did what to which record, the newest first. Reading it leaves an entry, too. */
        get: operations["AuditEntriesController_search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-entries/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All entries of a time as lines of JSON, with the hashes that chain them and where the chain ends.
         * @description An unbroken part of the chain, which may hold some entries of shortly before or after. The hash of an entry is SHA-256, in hex, over the hash of the one before, a newline, and the JSON list of clinicId, seq, id, at, actorKind, actorId, action, subjectKind, subjectId, patientIds in order, callId, reason, and the pairs of detail by name. A file without its `head` line is not whole.
         */
        get: operations["AuditEntriesController_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-entries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One entry, by its id or by its number in the clinic's chain. */
        get: operations["AuditEntriesController_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-entries/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whether the clinic's entries are as they were written; up to 50 000 for one answer, then on from its end. */
        post: operations["AuditEntriesController_verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What people agreed to, refused, or were told, the newest first. */
        get: operations["ConsentsController_list"];
        put?: never;
        /** Enter what somebody has agreed to, or taken back, on a form or by word. It stays for good. */
        post: operations["ConsentsController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consents/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The last word under a number, on each purpose or on one. */
        post: operations["ConsentsController_search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them. */
        get: operations["ConsentsController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The clinic's patients, the newest record first. Erased ones are left out. */
        get: operations["PatientsController_list"];
        put?: never;
        /** Register a patient. */
        post: operations["PatientsController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Find patients by a number, or by a birth date with a number or a family name; the newest record first. */
        post: operations["PatientsController_search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One patient; of an erased one, the tombstone. */
        get: operations["PatientsController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change what is known of a patient. */
        patch: operations["PatientsController_change"];
        trace?: never;
    };
    "/api/v1/patients/{id}/representatives": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who may speak for a patient, the oldest entry first. */
        get: operations["RepresentativesController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/{id}/representatives/{representativeId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of those who may speak for a patient. */
        get: operations["RepresentativesController_get"];
        /** Another patient of the clinic may speak for this one, from now on. */
        put: operations["RepresentativesController_put"];
        post?: never;
        /** They may not speak for the patient any more. */
        delete: operations["RepresentativesController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits for the front desk, the newest first. */
        get: operations["DeskTasksController_list"];
        put?: never;
        /** Leaves something to the front desk. */
        post: operations["DeskTasksController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One task. */
        get: operations["DeskTasksController_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Says that a task is done, or open again, or changes its note. */
        patch: operations["DeskTasksController_change"];
        trace?: never;
    };
    "/api/v1/retention-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How long each kind of record is kept. */
        get: operations["RetentionRulesController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/retention-rules/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How long one kind of record is kept. */
        get: operations["RetentionRulesController_show"];
        /** Choose how long one kind of record is kept. What is older goes with the next daily run. */
        put: operations["RetentionRulesController_set"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/retention-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was removed because of its age, day by day: the proofs, the newest first. */
        get: operations["RetentionRunsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/retention-runs/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a run would remove now. Nothing is changed. */
        post: operations["RetentionRunsController_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/legal-holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What may not be deleted, and what could not for a while, the newest first. */
        get: operations["LegalHoldsController_list"];
        put?: never;
        /** Place a hold: from now on nothing under it is deleted, neither by age nor by erasure. */
        post: operations["LegalHoldsController_place"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/legal-holds/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One legal hold. */
        get: operations["LegalHoldsController_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/legal-holds/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a hold. What is old enough goes with the next daily run. */
        post: operations["LegalHoldsController_release"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/{id}/erasure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The proof that a patient was erased, and what the carrier has still to delete. */
        get: operations["ErasuresController_get"];
        put?: never;
        /** Erase a patient, for good. Not under a legal hold, with visits to come, or while they are on the phone. */
        post: operations["ErasuresController_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All that is held on a patient, as a ZIP file with a page for people and JSON for programs. */
        get: operations["PatientExportController_archive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agent-profiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The versions of how the receptionist speaks, thinks and takes turns, the newest first. */
        get: operations["AgentProfilesController_list"];
        put?: never;
        /** A new draft, from the published version or from another one. */
        post: operations["AgentProfilesController_draft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agent-profiles/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One version with all of its settings. */
        get: operations["AgentProfilesController_show"];
        put?: never;
        post?: never;
        /** Gives up a draft. It leaves the list, and can still be read by its number. */
        delete: operations["AgentProfilesController_discard"];
        options?: never;
        head?: never;
        /** Changes a draft. */
        patch: operations["AgentProfilesController_change"];
        trace?: never;
    };
    "/api/v1/agent-profiles/{version}/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The settings in which two versions differ. */
        get: operations["AgentProfilesController_compare"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agent-profiles/{version}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a draft what the next calls get. */
        post: operations["AgentProfilesController_publish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agent-profiles/{version}/roll-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publishes again what an older version said, as a new version: what the next calls get. */
        post: operations["AgentProfilesController_rollBack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/faqs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The questions that callers ask, with the answers that they get. */
        get: operations["FaqsController_list"];
        put?: never;
        /** A question and its answer, for the calls from now on. */
        post: operations["FaqsController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/faqs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One question with its answer. */
        get: operations["FaqsController_get"];
        put?: never;
        post?: never;
        /** Deletes a question with its answer. */
        delete: operations["FaqsController_delete"];
        options?: never;
        head?: never;
        /** Changes a question or its answer, or retires it. */
        patch: operations["FaqsController_change"];
        trace?: never;
    };
    "/api/v1/listed-prices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What callers are told about prices, by service. */
        get: operations["ListedPricesController_list"];
        put?: never;
        /** A price to be told from now on. */
        post: operations["ListedPricesController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/listed-prices/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One price. */
        get: operations["ListedPricesController_get"];
        put?: never;
        post?: never;
        /** Takes a price off the list: callers are told that the desk knows. */
        delete: operations["ListedPricesController_delete"];
        options?: never;
        head?: never;
        /** Changes what is told about a price. */
        patch: operations["ListedPricesController_change"];
        trace?: never;
    };
    "/api/v1/insurance-plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The plans that the clinic accepts or not, by name. */
        get: operations["InsurancePlansController_list"];
        put?: never;
        /** A plan that callers may ask about. */
        post: operations["InsurancePlansController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insurance-plans/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One plan. */
        get: operations["InsurancePlansController_get"];
        put?: never;
        post?: never;
        /** Takes a plan off the list: nothing is said about it any more. */
        delete: operations["InsurancePlansController_delete"];
        options?: never;
        head?: never;
        /** Changes a plan. */
        patch: operations["InsurancePlansController_change"];
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description What went wrong (RFC 9457). */
        Problem: {
            /** @description Identifies the kind of problem: `urn:crownline:problem:` and the code. */
            type: string;
            /** @description The same for every problem of this status. */
            title: string;
            status: number;
            detail?: string;
            /** @description Stable; listed in the reference of errors. */
            code: string;
            /** @description The route that was asked for, with the names of its parameters and not their values; `/…` where there is none. */
            instance: string;
            errors?: {
                /** @description JSON pointer into the body, or the name of a parameter. */
                field: string;
                detail: string;
            }[];
        };
    };
    responses: {
        /** @description Bad Request */
        "Problem-400": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "text",
                 *       "title": "text",
                 *       "status": 1,
                 *       "code": "text",
                 *       "instance": "text"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Unauthorized */
        "Problem-401": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "text",
                 *       "title": "text",
                 *       "status": 1,
                 *       "code": "text",
                 *       "instance": "text"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Forbidden */
        "Problem-403": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "text",
                 *       "title": "text",
                 *       "status": 1,
                 *       "code": "text",
                 *       "instance": "text"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not Found */
        "Problem-404": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "text",
                 *       "title": "text",
                 *       "status": 1,
                 *       "code": "text",
                 *       "instance": "text"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Precondition Failed */
        "Problem-412": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "text",
                 *       "title": "text",
                 *       "status": 1,
                 *       "code": "text",
                 *       "instance": "text"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Conflict */
        "Problem-409": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "text",
                 *       "title": "text",
                 *       "status": 1,
                 *       "code": "text",
                 *       "instance": "text"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too Many Requests */
        "Problem-429": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "text",
                 *       "title": "text",
                 *       "status": 1,
                 *       "code": "text",
                 *       "instance": "text"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Service Unavailable */
        "Problem-503": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "text",
                 *       "title": "text",
                 *       "status": 1,
                 *       "code": "text",
                 *       "instance": "text"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description What went wrong (RFC 9457). */
        "Problem-default": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "text",
                 *       "title": "text",
                 *       "status": 1,
                 *       "code": "text",
                 *       "instance": "text"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description Names the request, here and in the log. */
        "X-Request-Id": string;
        /** @description What is left of the limit, and in how many seconds it is whole again. */
        RateLimit: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    ApiKeysController_list: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "name": "text",
                     *           "prefix": "text",
                     *           "role": "owner",
                     *           "scopes": [
                     *             "clinic:read"
                     *           ],
                     *           "createdAt": "2026-11-24T15:30:00Z",
                     *           "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "expiresAt": "2026-11-24T15:30:00Z",
                     *           "expiresAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "lastUsedAt": "2026-11-24T15:30:00Z",
                     *           "lastUsedAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "timeZone": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            prefix: string;
                            role: ("owner" | "front_desk" | "clinician" | "auditor" | "integration") | null;
                            scopes: ("clinic:read" | "clinic:write" | "schedules:read" | "schedules:write" | "appointments:read" | "appointments:write" | "patients:read" | "patients:write" | "patients:erase" | "calls:read" | "calls:write" | "recordings:read" | "messages:read" | "messages:write" | "tasks:read" | "tasks:write" | "profiles:read" | "profiles:write" | "consents:read" | "consents:write" | "exports:read" | "audit:read" | "retention:read" | "retention:write" | "keys:read" | "keys:write" | "staff:read" | "staff:write" | "webhooks:read" | "webhooks:write" | "statistics:read")[];
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            createdAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            createdAtLocal: string;
                            expiresAt: string | null;
                            expiresAtLocal: string | null;
                            lastUsedAt: string | null;
                            lastUsedAtLocal: string | null;
                            /** @description The clinic's zone, IANA. */
                            timeZone: string;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    ApiKeysController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Practice software",
                 *       "expiresAt": "2026-11-24T15:30:00Z"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description For people: what it is used for.
                     * @example Practice software
                     */
                    name: string;
                    /**
                     * @description What it may do; this or `scopes`.
                     * @enum {string}
                     */
                    role?: "owner" | "front_desk" | "clinician" | "auditor" | "integration";
                    scopes?: ("clinic:read" | "clinic:write" | "schedules:read" | "schedules:write" | "appointments:read" | "appointments:write" | "patients:read" | "patients:write" | "patients:erase" | "calls:read" | "calls:write" | "recordings:read" | "messages:read" | "messages:write" | "tasks:read" | "tasks:write" | "profiles:read" | "profiles:write" | "consents:read" | "consents:write" | "exports:read" | "audit:read" | "retention:read" | "retention:write" | "keys:read" | "keys:write" | "staff:read" | "staff:write" | "webhooks:read" | "webhooks:write" | "statistics:read")[];
                    /**
                     * Format: date-time
                     * @description Good until it is revoked when absent.
                     * @example 2026-11-24T15:30:00Z
                     */
                    expiresAt?: string;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "name": "text",
                     *       "prefix": "text",
                     *       "role": "owner",
                     *       "scopes": [
                     *         "clinic:read"
                     *       ],
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "expiresAt": "2026-11-24T15:30:00Z",
                     *       "expiresAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "lastUsedAt": "2026-11-24T15:30:00Z",
                     *       "lastUsedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text",
                     *       "key": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        name: string;
                        prefix: string;
                        role: ("owner" | "front_desk" | "clinician" | "auditor" | "integration") | null;
                        scopes: ("clinic:read" | "clinic:write" | "schedules:read" | "schedules:write" | "appointments:read" | "appointments:write" | "patients:read" | "patients:write" | "patients:erase" | "calls:read" | "calls:write" | "recordings:read" | "messages:read" | "messages:write" | "tasks:read" | "tasks:write" | "profiles:read" | "profiles:write" | "consents:read" | "consents:write" | "exports:read" | "audit:read" | "retention:read" | "retention:write" | "keys:read" | "keys:write" | "staff:read" | "staff:write" | "webhooks:read" | "webhooks:write" | "statistics:read")[];
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        expiresAt: string | null;
                        expiresAtLocal: string | null;
                        lastUsedAt: string | null;
                        lastUsedAtLocal: string | null;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                        /** @description Shown this once. */
                        key: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    ApiKeysController_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "name": "text",
                     *       "prefix": "text",
                     *       "role": "owner",
                     *       "scopes": [
                     *         "clinic:read"
                     *       ],
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "expiresAt": "2026-11-24T15:30:00Z",
                     *       "expiresAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "lastUsedAt": "2026-11-24T15:30:00Z",
                     *       "lastUsedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        name: string;
                        prefix: string;
                        role: ("owner" | "front_desk" | "clinician" | "auditor" | "integration") | null;
                        scopes: ("clinic:read" | "clinic:write" | "schedules:read" | "schedules:write" | "appointments:read" | "appointments:write" | "patients:read" | "patients:write" | "patients:erase" | "calls:read" | "calls:write" | "recordings:read" | "messages:read" | "messages:write" | "tasks:read" | "tasks:write" | "profiles:read" | "profiles:write" | "consents:read" | "consents:write" | "exports:read" | "audit:read" | "retention:read" | "retention:write" | "keys:read" | "keys:write" | "staff:read" | "staff:write" | "webhooks:read" | "webhooks:write" | "statistics:read")[];
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        expiresAt: string | null;
                        expiresAtLocal: string | null;
                        lastUsedAt: string | null;
                        lastUsedAtLocal: string | null;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    ApiKeysController_revoke: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    ApiKeysController_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Practice software"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description For people: what it is used for.
                     * @example Practice software
                     */
                    name?: string;
                    /** @description Null: good until it is revoked. */
                    expiresAt?: string | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "name": "text",
                     *       "prefix": "text",
                     *       "role": "owner",
                     *       "scopes": [
                     *         "clinic:read"
                     *       ],
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "expiresAt": "2026-11-24T15:30:00Z",
                     *       "expiresAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "lastUsedAt": "2026-11-24T15:30:00Z",
                     *       "lastUsedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        name: string;
                        prefix: string;
                        role: ("owner" | "front_desk" | "clinician" | "auditor" | "integration") | null;
                        scopes: ("clinic:read" | "clinic:write" | "schedules:read" | "schedules:write" | "appointments:read" | "appointments:write" | "patients:read" | "patients:write" | "patients:erase" | "calls:read" | "calls:write" | "recordings:read" | "messages:read" | "messages:write" | "tasks:read" | "tasks:write" | "profiles:read" | "profiles:write" | "consents:read" | "consents:write" | "exports:read" | "audit:read" | "retention:read" | "retention:write" | "keys:read" | "keys:write" | "staff:read" | "staff:write" | "webhooks:read" | "webhooks:write" | "statistics:read")[];
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        expiresAt: string | null;
                        expiresAtLocal: string | null;
                        lastUsedAt: string | null;
                        lastUsedAtLocal: string | null;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    BreakGlassAccessesController_list: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "account": {
                     *             "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *             "name": "text",
                     *             "email": "text"
                     *           },
                     *           "reason": "text",
                     *           "openedAt": "2026-11-24T15:30:00Z",
                     *           "openedAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "expiresAt": "2026-11-24T15:30:00Z",
                     *           "expiresAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "endedAt": "2026-11-24T15:30:00Z",
                     *           "endedAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "timeZone": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /**
                             * Format: uuid
                             * @description Stands as `breakGlassId` in the detail of each audit entry of that time.
                             */
                            id: string;
                            account: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                email: string;
                            };
                            /** @description As they have given it. */
                            reason: string | null;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            openedAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            openedAtLocal: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            expiresAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            expiresAtLocal: string;
                            endedAt: string | null;
                            endedAtLocal: string | null;
                            /** @description The clinic's zone, IANA. */
                            timeZone: string;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    SessionController_show: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": {
                     *         "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *         "name": "text",
                     *         "email": "text"
                     *       },
                     *       "clinic": {
                     *         "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *         "name": "text"
                     *       },
                     *       "role": "owner",
                     *       "secondFactor": "passed",
                     *       "scopes": [
                     *         "clinic:read"
                     *       ],
                     *       "expiresAt": "2026-11-24T15:30:00Z",
                     *       "breakGlass": {
                     *         "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *         "expiresAt": "2026-11-24T15:30:00Z"
                     *       },
                     *       "clinics": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "name": "text",
                     *           "role": "owner"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        account: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            email: string;
                        };
                        clinic: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                        };
                        /** @enum {string} */
                        role: "owner" | "front_desk" | "clinician" | "auditor";
                        /**
                         * @description `needed`: give a code. `to_enrol`: the role asks for a second factor. Until then nothing else is open.
                         * @enum {string}
                         */
                        secondFactor: "passed" | "not_needed" | "needed" | "to_enrol";
                        scopes: ("clinic:read" | "clinic:write" | "schedules:read" | "schedules:write" | "appointments:read" | "appointments:write" | "patients:read" | "patients:write" | "patients:erase" | "calls:read" | "calls:write" | "recordings:read" | "messages:read" | "messages:write" | "tasks:read" | "tasks:write" | "profiles:read" | "profiles:write" | "consents:read" | "consents:write" | "exports:read" | "audit:read" | "retention:read" | "retention:write" | "keys:read" | "keys:write" | "staff:read" | "staff:write" | "webhooks:read" | "webhooks:write" | "statistics:read" | "break_glass:open")[];
                        /**
                         * Format: date-time
                         * @description Each use puts it off, up to twelve hours after signing in.
                         */
                        expiresAt: string;
                        breakGlass: {
                            /** Format: uuid */
                            id: string;
                            /** Format: date-time */
                            expiresAt: string;
                        } | null;
                        /** @description All that this person works for. */
                        clinics: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            /** @enum {string} */
                            role: "owner" | "front_desk" | "clinician" | "auditor";
                        }[];
                    };
                };
            };
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    SessionController_signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ana.rivera@clinic.example",
                 *       "password": "text",
                 *       "code": "042917"
                 *     }
                 */
                "application/json": {
                    /** Format: email */
                    email: string;
                    password: string;
                    /**
                     * @description Six digits from the app, or a recovery code.
                     * @example 042917
                     */
                    code?: string;
                    /**
                     * Format: uuid
                     * @description For those who work for several; else the one they joined first.
                     */
                    clinicId?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": {
                     *         "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *         "name": "text",
                     *         "email": "text"
                     *       },
                     *       "clinic": {
                     *         "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *         "name": "text"
                     *       },
                     *       "role": "owner",
                     *       "secondFactor": "passed",
                     *       "scopes": [
                     *         "clinic:read"
                     *       ],
                     *       "expiresAt": "2026-11-24T15:30:00Z",
                     *       "breakGlass": {
                     *         "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *         "expiresAt": "2026-11-24T15:30:00Z"
                     *       },
                     *       "clinics": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "name": "text",
                     *           "role": "owner"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        account: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            email: string;
                        };
                        clinic: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                        };
                        /** @enum {string} */
                        role: "owner" | "front_desk" | "clinician" | "auditor";
                        /**
                         * @description `needed`: give a code. `to_enrol`: the role asks for a second factor. Until then nothing else is open.
                         * @enum {string}
                         */
                        secondFactor: "passed" | "not_needed" | "needed" | "to_enrol";
                        scopes: ("clinic:read" | "clinic:write" | "schedules:read" | "schedules:write" | "appointments:read" | "appointments:write" | "patients:read" | "patients:write" | "patients:erase" | "calls:read" | "calls:write" | "recordings:read" | "messages:read" | "messages:write" | "tasks:read" | "tasks:write" | "profiles:read" | "profiles:write" | "consents:read" | "consents:write" | "exports:read" | "audit:read" | "retention:read" | "retention:write" | "keys:read" | "keys:write" | "staff:read" | "staff:write" | "webhooks:read" | "webhooks:write" | "statistics:read" | "break_glass:open")[];
                        /**
                         * Format: date-time
                         * @description Each use puts it off, up to twelve hours after signing in.
                         */
                        expiresAt: string;
                        breakGlass: {
                            /** Format: uuid */
                            id: string;
                            /** Format: date-time */
                            expiresAt: string;
                        } | null;
                        /** @description All that this person works for. */
                        clinics: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            /** @enum {string} */
                            role: "owner" | "front_desk" | "clinician" | "auditor";
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    SessionController_signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    SessionController_changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "current": "text",
                 *       "new": "text........"
                 *     }
                 */
                "application/json": {
                    current: string;
                    new: string;
                };
            };
        };
        responses: {
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    SessionController_passSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "042917"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Six digits from the app, or a recovery code.
                     * @example 042917
                     */
                    code: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": {
                     *         "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *         "name": "text",
                     *         "email": "text"
                     *       },
                     *       "clinic": {
                     *         "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *         "name": "text"
                     *       },
                     *       "role": "owner",
                     *       "secondFactor": "passed",
                     *       "scopes": [
                     *         "clinic:read"
                     *       ],
                     *       "expiresAt": "2026-11-24T15:30:00Z",
                     *       "breakGlass": {
                     *         "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *         "expiresAt": "2026-11-24T15:30:00Z"
                     *       },
                     *       "clinics": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "name": "text",
                     *           "role": "owner"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        account: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            email: string;
                        };
                        clinic: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                        };
                        /** @enum {string} */
                        role: "owner" | "front_desk" | "clinician" | "auditor";
                        /**
                         * @description `needed`: give a code. `to_enrol`: the role asks for a second factor. Until then nothing else is open.
                         * @enum {string}
                         */
                        secondFactor: "passed" | "not_needed" | "needed" | "to_enrol";
                        scopes: ("clinic:read" | "clinic:write" | "schedules:read" | "schedules:write" | "appointments:read" | "appointments:write" | "patients:read" | "patients:write" | "patients:erase" | "calls:read" | "calls:write" | "recordings:read" | "messages:read" | "messages:write" | "tasks:read" | "tasks:write" | "profiles:read" | "profiles:write" | "consents:read" | "consents:write" | "exports:read" | "audit:read" | "retention:read" | "retention:write" | "keys:read" | "keys:write" | "staff:read" | "staff:write" | "webhooks:read" | "webhooks:write" | "statistics:read" | "break_glass:open")[];
                        /**
                         * Format: date-time
                         * @description Each use puts it off, up to twelve hours after signing in.
                         */
                        expiresAt: string;
                        breakGlass: {
                            /** Format: uuid */
                            id: string;
                            /** Format: date-time */
                            expiresAt: string;
                        } | null;
                        /** @description All that this person works for. */
                        clinics: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            /** @enum {string} */
                            role: "owner" | "front_desk" | "clinician" | "auditor";
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    SessionController_enrol: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "secret": "text",
                     *       "uri": "text"
                     *     }
                     */
                    "application/json": {
                        /** @description Base32, for apps that take no link. */
                        secret: string;
                        /** @description `otpauth://totp/…`, for a QR code. */
                        uri: string;
                    };
                };
            };
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
    SessionController_confirm: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "042917"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Six digits from the app, or a recovery code.
                     * @example 042917
                     */
                    code: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "recoveryCodes": [
                     *         "text"
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @description Each works once in place of a code. Shown this once. */
                        recoveryCodes: string[];
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
    SessionController_breakGlass: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "text......"
                 *     }
                 */
                "application/json": {
                    /** @description Why. It stays in the audit trail for years: say what happened, and name no patient. */
                    reason: string;
                    /** @default 30 */
                    minutes?: number;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": {
                     *         "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *         "name": "text",
                     *         "email": "text"
                     *       },
                     *       "clinic": {
                     *         "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *         "name": "text"
                     *       },
                     *       "role": "owner",
                     *       "secondFactor": "passed",
                     *       "scopes": [
                     *         "clinic:read"
                     *       ],
                     *       "expiresAt": "2026-11-24T15:30:00Z",
                     *       "breakGlass": {
                     *         "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *         "expiresAt": "2026-11-24T15:30:00Z"
                     *       },
                     *       "clinics": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "name": "text",
                     *           "role": "owner"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        account: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            email: string;
                        };
                        clinic: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                        };
                        /** @enum {string} */
                        role: "owner" | "front_desk" | "clinician" | "auditor";
                        /**
                         * @description `needed`: give a code. `to_enrol`: the role asks for a second factor. Until then nothing else is open.
                         * @enum {string}
                         */
                        secondFactor: "passed" | "not_needed" | "needed" | "to_enrol";
                        scopes: ("clinic:read" | "clinic:write" | "schedules:read" | "schedules:write" | "appointments:read" | "appointments:write" | "patients:read" | "patients:write" | "patients:erase" | "calls:read" | "calls:write" | "recordings:read" | "messages:read" | "messages:write" | "tasks:read" | "tasks:write" | "profiles:read" | "profiles:write" | "consents:read" | "consents:write" | "exports:read" | "audit:read" | "retention:read" | "retention:write" | "keys:read" | "keys:write" | "staff:read" | "staff:write" | "webhooks:read" | "webhooks:write" | "statistics:read" | "break_glass:open")[];
                        /**
                         * Format: date-time
                         * @description Each use puts it off, up to twelve hours after signing in.
                         */
                        expiresAt: string;
                        breakGlass: {
                            /** Format: uuid */
                            id: string;
                            /** Format: date-time */
                            expiresAt: string;
                        } | null;
                        /** @description All that this person works for. */
                        clinics: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            /** @enum {string} */
                            role: "owner" | "front_desk" | "clinician" | "auditor";
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
    SessionController_endBreakGlass: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    StaffController_list: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "name": "text",
                     *           "email": "text",
                     *           "role": "owner",
                     *           "joinedAt": "2026-11-24T15:30:00Z",
                     *           "joinedAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "timeZone": "text",
                     *           "hasSecondFactor": true
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            email: string;
                            /** @enum {string} */
                            role: "owner" | "front_desk" | "clinician" | "auditor";
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            joinedAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            joinedAtLocal: string;
                            /** @description The clinic's zone, IANA. */
                            timeZone: string;
                            hasSecondFactor: boolean;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    StaffController_invite: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ana.rivera@clinic.example",
                 *       "role": "owner"
                 *     }
                 */
                "application/json": {
                    /** Format: email */
                    email: string;
                    /** @enum {string} */
                    role: "owner" | "front_desk" | "clinician" | "auditor";
                };
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "email": "text",
                     *       "role": "owner",
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "expiresAt": "2026-11-24T15:30:00Z",
                     *       "expiresAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text",
                     *       "link": "https://clinic.example/hooks/crownline"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        email: string;
                        /** @enum {string} */
                        role: "owner" | "front_desk" | "clinician" | "auditor";
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        expiresAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        expiresAtLocal: string;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                        /**
                         * Format: uri
                         * @description To be handed to the person; it works once. Shown this once.
                         */
                        link: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
    StaffController_listInvitations: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "email": "text",
                     *           "role": "owner",
                     *           "createdAt": "2026-11-24T15:30:00Z",
                     *           "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "expiresAt": "2026-11-24T15:30:00Z",
                     *           "expiresAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "timeZone": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            email: string;
                            /** @enum {string} */
                            role: "owner" | "front_desk" | "clinician" | "auditor";
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            createdAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            createdAtLocal: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            expiresAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            expiresAtLocal: string;
                            /** @description The clinic's zone, IANA. */
                            timeZone: string;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    StaffController_showInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "email": "text",
                     *       "role": "owner",
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "expiresAt": "2026-11-24T15:30:00Z",
                     *       "expiresAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        email: string;
                        /** @enum {string} */
                        role: "owner" | "front_desk" | "clinician" | "auditor";
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        expiresAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        expiresAtLocal: string;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    StaffController_withdraw: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    StaffController_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "name": "text",
                     *       "email": "text",
                     *       "role": "owner",
                     *       "joinedAt": "2026-11-24T15:30:00Z",
                     *       "joinedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text",
                     *       "hasSecondFactor": true
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        name: string;
                        email: string;
                        /** @enum {string} */
                        role: "owner" | "front_desk" | "clinician" | "auditor";
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        joinedAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        joinedAtLocal: string;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                        hasSecondFactor: boolean;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    StaffController_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            409: components["responses"]["Problem-409"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    StaffController_changeRole: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "owner"
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    role: "owner" | "front_desk" | "clinician" | "auditor";
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "name": "text",
                     *       "email": "text",
                     *       "role": "owner",
                     *       "joinedAt": "2026-11-24T15:30:00Z",
                     *       "joinedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text",
                     *       "hasSecondFactor": true
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        name: string;
                        email: string;
                        /** @enum {string} */
                        role: "owner" | "front_desk" | "clinician" | "auditor";
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        joinedAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        joinedAtLocal: string;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                        hasSecondFactor: boolean;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            409: components["responses"]["Problem-409"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    StaffController_accept: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "text",
                 *       "name": "text",
                 *       "password": "text........"
                 *     }
                 */
                "application/json": {
                    /** @description What follows `#` in the link. */
                    token: string;
                    name: string;
                    /** @description A new one; for somebody who has an account, the one of the account. */
                    password: string;
                };
            };
        };
        responses: {
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    ClinicsController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "name": "text",
                     *           "timeZone": "text",
                     *           "address": "text",
                     *           "directions": "text",
                     *           "parking": "text",
                     *           "acceptsCalls": true,
                     *           "overflow": "message",
                     *           "deskNumber": "text",
                     *           "onCallNumber": "text",
                     *           "afterHours": "answer",
                     *           "deskAnswers": "opening_hours",
                     *           "transferMode": "cold",
                     *           "transferUnanswered": "agent",
                     *           "recording": "off",
                     *           "maxCallMinutes": 2,
                     *           "maxCallTools": 10,
                     *           "maxCallTokens": 10000,
                     *           "maxConcurrentCalls": 1,
                     *           "outboundFromMinute": 480,
                     *           "outboundUntilMinute": 481,
                     *           "slotMinutes": 5,
                     *           "lateCancelMinutes": 1,
                     *           "maxOpenAppointments": 1,
                     *           "waitlistAnswerMinutes": 1
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            /** @description IANA. */
                            timeZone: string;
                            address: string;
                            /** @description How to get there, in words for the ear; null: callers are told to ask the desk. */
                            directions: string | null;
                            /** @description Where to leave the car, in words for the ear. */
                            parking: string | null;
                            /** @description False: no call gets the receptionist; each goes the way of `overflow`. */
                            acceptsCalls: boolean;
                            /**
                             * @description What callers get when the receptionist can't take a call: words only, the desk's phone (needs `deskNumber`), voicemail, or a choice by keypad.
                             * @enum {string}
                             */
                            overflow: "message" | "ring_desk" | "voicemail" | "menu";
                            /** @description E.164. */
                            deskNumber: string | null;
                            /** @description E.164. */
                            onCallNumber: string | null;
                            /**
                             * @description Outside of opening hours the receptionist does everything, or takes messages only.
                             * @enum {string}
                             */
                            afterHours: "answer" | "take_messages";
                            /**
                             * @description When calls are handed to the desk. `always`: an answering service takes them when the clinic is closed.
                             * @enum {string}
                             */
                            deskAnswers: "opening_hours" | "always";
                            /**
                             * @description `warm`: the person at the desk hears a summary first, and accepts with a key.
                             * @enum {string}
                             */
                            transferMode: "cold" | "warm";
                            /**
                             * @description Where callers go whom nobody at the desk took.
                             * @enum {string}
                             */
                            transferUnanswered: "agent" | "voicemail";
                            /**
                             * @description `announced`: calls are recorded after a notice, unless the caller objects.
                             * @enum {string}
                             */
                            recording: "off" | "announced";
                            maxCallMinutes: number;
                            /** @description Runs of tools that one call may have. */
                            maxCallTools: number;
                            /** @description What the model may read and write in one call, estimated. */
                            maxCallTokens: number;
                            /** @description Callers beyond it get `overflow`. Null: as many as the server takes. */
                            maxConcurrentCalls: number | null;
                            /** @description Calls and offers of ours begin at this minute of the called party's local day, and end before `outboundUntilMinute`. */
                            outboundFromMinute: number;
                            outboundUntilMinute: number;
                            /**
                             * @description Visits begin on multiples of it.
                             * @enum {number}
                             */
                            slotMinutes: 5 | 10 | 15 | 20 | 30;
                            /** @description Whoever cancels or moves a visit later than this before it does so late. */
                            lateCancelMinutes: number;
                            /** @description Visits to come that one patient may hold at a time, when callers book. */
                            maxOpenAppointments: number;
                            /** @description So long somebody on the waiting list has time to answer an offer. */
                            waitlistAnswerMinutes: number;
                        }[];
                        /** @description A credential is for one clinic: there is one page. */
                        nextCursor: null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    ClinicsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "name": "text",
                     *       "timeZone": "text",
                     *       "address": "text",
                     *       "directions": "text",
                     *       "parking": "text",
                     *       "acceptsCalls": true,
                     *       "overflow": "message",
                     *       "deskNumber": "text",
                     *       "onCallNumber": "text",
                     *       "afterHours": "answer",
                     *       "deskAnswers": "opening_hours",
                     *       "transferMode": "cold",
                     *       "transferUnanswered": "agent",
                     *       "recording": "off",
                     *       "maxCallMinutes": 2,
                     *       "maxCallTools": 10,
                     *       "maxCallTokens": 10000,
                     *       "maxConcurrentCalls": 1,
                     *       "outboundFromMinute": 480,
                     *       "outboundUntilMinute": 481,
                     *       "slotMinutes": 5,
                     *       "lateCancelMinutes": 1,
                     *       "maxOpenAppointments": 1,
                     *       "waitlistAnswerMinutes": 1
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        name: string;
                        /** @description IANA. */
                        timeZone: string;
                        address: string;
                        /** @description How to get there, in words for the ear; null: callers are told to ask the desk. */
                        directions: string | null;
                        /** @description Where to leave the car, in words for the ear. */
                        parking: string | null;
                        /** @description False: no call gets the receptionist; each goes the way of `overflow`. */
                        acceptsCalls: boolean;
                        /**
                         * @description What callers get when the receptionist can't take a call: words only, the desk's phone (needs `deskNumber`), voicemail, or a choice by keypad.
                         * @enum {string}
                         */
                        overflow: "message" | "ring_desk" | "voicemail" | "menu";
                        /** @description E.164. */
                        deskNumber: string | null;
                        /** @description E.164. */
                        onCallNumber: string | null;
                        /**
                         * @description Outside of opening hours the receptionist does everything, or takes messages only.
                         * @enum {string}
                         */
                        afterHours: "answer" | "take_messages";
                        /**
                         * @description When calls are handed to the desk. `always`: an answering service takes them when the clinic is closed.
                         * @enum {string}
                         */
                        deskAnswers: "opening_hours" | "always";
                        /**
                         * @description `warm`: the person at the desk hears a summary first, and accepts with a key.
                         * @enum {string}
                         */
                        transferMode: "cold" | "warm";
                        /**
                         * @description Where callers go whom nobody at the desk took.
                         * @enum {string}
                         */
                        transferUnanswered: "agent" | "voicemail";
                        /**
                         * @description `announced`: calls are recorded after a notice, unless the caller objects.
                         * @enum {string}
                         */
                        recording: "off" | "announced";
                        maxCallMinutes: number;
                        /** @description Runs of tools that one call may have. */
                        maxCallTools: number;
                        /** @description What the model may read and write in one call, estimated. */
                        maxCallTokens: number;
                        /** @description Callers beyond it get `overflow`. Null: as many as the server takes. */
                        maxConcurrentCalls: number | null;
                        /** @description Calls and offers of ours begin at this minute of the called party's local day, and end before `outboundUntilMinute`. */
                        outboundFromMinute: number;
                        outboundUntilMinute: number;
                        /**
                         * @description Visits begin on multiples of it.
                         * @enum {number}
                         */
                        slotMinutes: 5 | 10 | 15 | 20 | 30;
                        /** @description Whoever cancels or moves a visit later than this before it does so late. */
                        lateCancelMinutes: number;
                        /** @description Visits to come that one patient may hold at a time, when callers book. */
                        maxOpenAppointments: number;
                        /** @description So long somebody on the waiting list has time to answer an offer. */
                        waitlistAnswerMinutes: number;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    ClinicsController_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Elm Street Dental",
                 *       "timeZone": "America/Chicago",
                 *       "address": "12 Elm Street, Springfield"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description As callers hear it.
                     * @example Elm Street Dental
                     */
                    name?: string;
                    /**
                     * @description IANA. Hours and closures are of its local days; visits that are booked stay at the same moment when it changes.
                     * @example America/Chicago
                     */
                    timeZone?: string;
                    /** @example 12 Elm Street, Springfield */
                    address?: string;
                    /** @description How to get there, in words for the ear; null: callers are told to ask the desk. */
                    directions?: string | null;
                    /** @description Where to leave the car, in words for the ear. */
                    parking?: string | null;
                    /** @description False: no call gets the receptionist; each goes the way of `overflow`. */
                    acceptsCalls?: boolean;
                    /**
                     * @description What callers get when the receptionist can't take a call: words only, the desk's phone (needs `deskNumber`), voicemail, or a choice by keypad.
                     * @enum {string}
                     */
                    overflow?: "message" | "ring_desk" | "voicemail" | "menu";
                    /** @description The desk's own phone, which calls are handed to. None of the clinic's own lines. */
                    deskNumber?: string | null;
                    /** @description Who is called in an emergency while nobody is at the desk. None of the clinic's own lines. */
                    onCallNumber?: string | null;
                    /**
                     * @description Outside of opening hours the receptionist does everything, or takes messages only.
                     * @enum {string}
                     */
                    afterHours?: "answer" | "take_messages";
                    /**
                     * @description When calls are handed to the desk. `always`: an answering service takes them when the clinic is closed.
                     * @enum {string}
                     */
                    deskAnswers?: "opening_hours" | "always";
                    /**
                     * @description `warm`: the person at the desk hears a summary first, and accepts with a key.
                     * @enum {string}
                     */
                    transferMode?: "cold" | "warm";
                    /**
                     * @description Where callers go whom nobody at the desk took.
                     * @enum {string}
                     */
                    transferUnanswered?: "agent" | "voicemail";
                    /**
                     * @description `announced`: calls are recorded after a notice, unless the caller objects.
                     * @enum {string}
                     */
                    recording?: "off" | "announced";
                    maxCallMinutes?: number;
                    /** @description Runs of tools that one call may have. */
                    maxCallTools?: number;
                    /** @description What the model may read and write in one call, estimated. */
                    maxCallTokens?: number;
                    /** @description Callers beyond it get `overflow`. Null: as many as the server takes. */
                    maxConcurrentCalls?: number | null;
                    /** @description Calls and offers of ours begin at this minute of the called party's local day, and end before `outboundUntilMinute`. */
                    outboundFromMinute?: number;
                    outboundUntilMinute?: number;
                    /**
                     * @description Visits begin on multiples of it.
                     * @enum {number}
                     */
                    slotMinutes?: 5 | 10 | 15 | 20 | 30;
                    /** @description Whoever cancels or moves a visit later than this before it does so late. */
                    lateCancelMinutes?: number;
                    /** @description Visits to come that one patient may hold at a time, when callers book. */
                    maxOpenAppointments?: number;
                    /** @description So long somebody on the waiting list has time to answer an offer. */
                    waitlistAnswerMinutes?: number;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "name": "text",
                     *       "timeZone": "text",
                     *       "address": "text",
                     *       "directions": "text",
                     *       "parking": "text",
                     *       "acceptsCalls": true,
                     *       "overflow": "message",
                     *       "deskNumber": "text",
                     *       "onCallNumber": "text",
                     *       "afterHours": "answer",
                     *       "deskAnswers": "opening_hours",
                     *       "transferMode": "cold",
                     *       "transferUnanswered": "agent",
                     *       "recording": "off",
                     *       "maxCallMinutes": 2,
                     *       "maxCallTools": 10,
                     *       "maxCallTokens": 10000,
                     *       "maxConcurrentCalls": 1,
                     *       "outboundFromMinute": 480,
                     *       "outboundUntilMinute": 481,
                     *       "slotMinutes": 5,
                     *       "lateCancelMinutes": 1,
                     *       "maxOpenAppointments": 1,
                     *       "waitlistAnswerMinutes": 1
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        name: string;
                        /** @description IANA. */
                        timeZone: string;
                        address: string;
                        /** @description How to get there, in words for the ear; null: callers are told to ask the desk. */
                        directions: string | null;
                        /** @description Where to leave the car, in words for the ear. */
                        parking: string | null;
                        /** @description False: no call gets the receptionist; each goes the way of `overflow`. */
                        acceptsCalls: boolean;
                        /**
                         * @description What callers get when the receptionist can't take a call: words only, the desk's phone (needs `deskNumber`), voicemail, or a choice by keypad.
                         * @enum {string}
                         */
                        overflow: "message" | "ring_desk" | "voicemail" | "menu";
                        /** @description E.164. */
                        deskNumber: string | null;
                        /** @description E.164. */
                        onCallNumber: string | null;
                        /**
                         * @description Outside of opening hours the receptionist does everything, or takes messages only.
                         * @enum {string}
                         */
                        afterHours: "answer" | "take_messages";
                        /**
                         * @description When calls are handed to the desk. `always`: an answering service takes them when the clinic is closed.
                         * @enum {string}
                         */
                        deskAnswers: "opening_hours" | "always";
                        /**
                         * @description `warm`: the person at the desk hears a summary first, and accepts with a key.
                         * @enum {string}
                         */
                        transferMode: "cold" | "warm";
                        /**
                         * @description Where callers go whom nobody at the desk took.
                         * @enum {string}
                         */
                        transferUnanswered: "agent" | "voicemail";
                        /**
                         * @description `announced`: calls are recorded after a notice, unless the caller objects.
                         * @enum {string}
                         */
                        recording: "off" | "announced";
                        maxCallMinutes: number;
                        /** @description Runs of tools that one call may have. */
                        maxCallTools: number;
                        /** @description What the model may read and write in one call, estimated. */
                        maxCallTokens: number;
                        /** @description Callers beyond it get `overflow`. Null: as many as the server takes. */
                        maxConcurrentCalls: number | null;
                        /** @description Calls and offers of ours begin at this minute of the called party's local day, and end before `outboundUntilMinute`. */
                        outboundFromMinute: number;
                        outboundUntilMinute: number;
                        /**
                         * @description Visits begin on multiples of it.
                         * @enum {number}
                         */
                        slotMinutes: 5 | 10 | 15 | 20 | 30;
                        /** @description Whoever cancels or moves a visit later than this before it does so late. */
                        lateCancelMinutes: number;
                        /** @description Visits to come that one patient may hold at a time, when callers book. */
                        maxOpenAppointments: number;
                        /** @description So long somebody on the waiting list has time to answer an offer. */
                        waitlistAnswerMinutes: number;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    PhoneNumbersController_list: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "number": "+15125550143"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /**
                             * @description E.164.
                             * @example +15125550143
                             */
                            number: string;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    PhoneNumbersController_add: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "number": "+15125550143"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description E.164. The carrier has to send its calls and texts here: `npm run twilio:setup`.
                     * @example +15125550143
                     */
                    number: string;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "number": "+15125550143"
                     *     }
                     */
                    "application/json": {
                        /**
                         * @description E.164.
                         * @example +15125550143
                         */
                        number: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
    PhoneNumbersController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description E.164, such as `+15125550143`.
                 * @example +15125550143
                 */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "number": "+15125550143"
                     *     }
                     */
                    "application/json": {
                        /**
                         * @description E.164.
                         * @example +15125550143
                         */
                        number: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    PhoneNumbersController_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description E.164, such as `+15125550143`.
                 * @example +15125550143
                 */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            409: components["responses"]["Problem-409"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    OpeningWeeksController_list: {
        parameters: {
            query?: {
                /** @description Those that hold on this day or later. */
                from?: string;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "validFrom": "2026-11-24",
                     *           "validUntil": "2026-11-24",
                     *           "hours": [
                     *             {
                     *               "weekday": 1,
                     *               "startMinute": 540,
                     *               "endMinute": 1020
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /**
                             * Format: date
                             * @description The first day, by which they are named.
                             */
                            validFrom: string;
                            /** @description The last day: the one before the next hours begin. Null: until further notice. */
                            validUntil: string | null;
                            /** @description By weekday and time. A weekday that is missing is closed. */
                            hours: {
                                /** @description ISO: 1 is Monday, 7 is Sunday. */
                                weekday: number;
                                /**
                                 * @description In minutes of the clinic's local day.
                                 * @example 540
                                 */
                                startMinute: number;
                                /**
                                 * @description Not included; 1440 is midnight.
                                 * @example 1020
                                 */
                                endMinute: number;
                            }[];
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    OpeningWeeksController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "validFrom": "2026-12-24",
                 *       "hours": [
                 *         {
                 *           "weekday": 1,
                 *           "startMinute": 540,
                 *           "endMinute": 1020
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: date
                     * @description The first day, by the clinic's calendar. They hold until the next ones begin.
                     * @example 2026-12-24
                     */
                    validFrom: string;
                    /** @description All of the week; a weekday that is missing is closed, and a lunch break is a gap between two of one day. */
                    hours: {
                        /** @description ISO: 1 is Monday, 7 is Sunday. */
                        weekday: number;
                        /**
                         * @description In minutes of the clinic's local day.
                         * @example 540
                         */
                        startMinute: number;
                        /**
                         * @description Not included; 1440 is midnight.
                         * @example 1020
                         */
                        endMinute: number;
                    }[];
                };
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "validFrom": "2026-11-24",
                     *       "validUntil": "2026-11-24",
                     *       "hours": [
                     *         {
                     *           "weekday": 1,
                     *           "startMinute": 540,
                     *           "endMinute": 1020
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /**
                         * Format: date
                         * @description The first day, by which they are named.
                         */
                        validFrom: string;
                        /** @description The last day: the one before the next hours begin. Null: until further notice. */
                        validUntil: string | null;
                        /** @description By weekday and time. A weekday that is missing is closed. */
                        hours: {
                            /** @description ISO: 1 is Monday, 7 is Sunday. */
                            weekday: number;
                            /**
                             * @description In minutes of the clinic's local day.
                             * @example 540
                             */
                            startMinute: number;
                            /**
                             * @description Not included; 1440 is midnight.
                             * @example 1020
                             */
                            endMinute: number;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
    OpeningWeeksController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 2026-12-24 */
                validFrom: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "validFrom": "2026-11-24",
                     *       "validUntil": "2026-11-24",
                     *       "hours": [
                     *         {
                     *           "weekday": 1,
                     *           "startMinute": 540,
                     *           "endMinute": 1020
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /**
                         * Format: date
                         * @description The first day, by which they are named.
                         */
                        validFrom: string;
                        /** @description The last day: the one before the next hours begin. Null: until further notice. */
                        validUntil: string | null;
                        /** @description By weekday and time. A weekday that is missing is closed. */
                        hours: {
                            /** @description ISO: 1 is Monday, 7 is Sunday. */
                            weekday: number;
                            /**
                             * @description In minutes of the clinic's local day.
                             * @example 540
                             */
                            startMinute: number;
                            /**
                             * @description Not included; 1440 is midnight.
                             * @example 1020
                             */
                            endMinute: number;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    OpeningWeeksController_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
            };
            path: {
                /** @example 2026-12-24 */
                validFrom: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "hours": [
                 *         {
                 *           "weekday": 1,
                 *           "startMinute": 540,
                 *           "endMinute": 1020
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description All of the week; a weekday that is missing is closed, and a lunch break is a gap between two of one day. */
                    hours: {
                        /** @description ISO: 1 is Monday, 7 is Sunday. */
                        weekday: number;
                        /**
                         * @description In minutes of the clinic's local day.
                         * @example 540
                         */
                        startMinute: number;
                        /**
                         * @description Not included; 1440 is midnight.
                         * @example 1020
                         */
                        endMinute: number;
                    }[];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "validFrom": "2026-11-24",
                     *       "validUntil": "2026-11-24",
                     *       "hours": [
                     *         {
                     *           "weekday": 1,
                     *           "startMinute": 540,
                     *           "endMinute": 1020
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /**
                         * Format: date
                         * @description The first day, by which they are named.
                         */
                        validFrom: string;
                        /** @description The last day: the one before the next hours begin. Null: until further notice. */
                        validUntil: string | null;
                        /** @description By weekday and time. A weekday that is missing is closed. */
                        hours: {
                            /** @description ISO: 1 is Monday, 7 is Sunday. */
                            weekday: number;
                            /**
                             * @description In minutes of the clinic's local day.
                             * @example 540
                             */
                            startMinute: number;
                            /**
                             * @description Not included; 1440 is midnight.
                             * @example 1020
                             */
                            endMinute: number;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    OpeningWeeksController_delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
            };
            path: {
                /** @example 2026-12-24 */
                validFrom: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            409: components["responses"]["Problem-409"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    ClosuresController_list: {
        parameters: {
            query?: {
                /** @description Those that are not over before this day. */
                from?: string;
                /** @description Those that begin on this day at the latest. */
                to?: string;
                /** @description The order of the list. A minus before the name: descending. */
                sort?: "startsOn" | "-startsOn";
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "name": "text",
                     *           "startsOn": "2026-11-24",
                     *           "endsOn": "2026-11-24",
                     *           "visits": 1
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            /**
                             * Format: date
                             * @description The first day, by the clinic's calendar.
                             */
                            startsOn: string;
                            /**
                             * Format: date
                             * @description The last day, which is included.
                             */
                            endsOn: string;
                            /** @description Visits that lie in it, wholly or in part, and are neither over nor given up. A closure cancels none: the desk does. */
                            visits: number;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    ClosuresController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Christmas",
                 *       "startsOn": "2026-12-24",
                 *       "endsOn": "2026-12-24"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description As callers hear it.
                     * @example Christmas
                     */
                    name: string;
                    /**
                     * Format: date
                     * @description The first day, by the clinic's calendar.
                     * @example 2026-12-24
                     */
                    startsOn: string;
                    /**
                     * Format: date
                     * @description The last day, which is included; at most a year after the first.
                     * @example 2026-12-24
                     */
                    endsOn: string;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "name": "text",
                     *       "startsOn": "2026-11-24",
                     *       "endsOn": "2026-11-24",
                     *       "visits": 1
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        name: string;
                        /**
                         * Format: date
                         * @description The first day, by the clinic's calendar.
                         */
                        startsOn: string;
                        /**
                         * Format: date
                         * @description The last day, which is included.
                         */
                        endsOn: string;
                        /** @description Visits that lie in it, wholly or in part, and are neither over nor given up. A closure cancels none: the desk does. */
                        visits: number;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    ClosuresController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "name": "text",
                     *       "startsOn": "2026-11-24",
                     *       "endsOn": "2026-11-24",
                     *       "visits": 1
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        name: string;
                        /**
                         * Format: date
                         * @description The first day, by the clinic's calendar.
                         */
                        startsOn: string;
                        /**
                         * Format: date
                         * @description The last day, which is included.
                         */
                        endsOn: string;
                        /** @description Visits that lie in it, wholly or in part, and are neither over nor given up. A closure cancels none: the desk does. */
                        visits: number;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    ClosuresController_delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    ClosuresController_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Christmas",
                 *       "startsOn": "2026-12-24",
                 *       "endsOn": "2026-12-24"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description As callers hear it.
                     * @example Christmas
                     */
                    name?: string;
                    /**
                     * Format: date
                     * @description The first day, by the clinic's calendar.
                     * @example 2026-12-24
                     */
                    startsOn?: string;
                    /**
                     * Format: date
                     * @description The last day, which is included; at most a year after the first.
                     * @example 2026-12-24
                     */
                    endsOn?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "name": "text",
                     *       "startsOn": "2026-11-24",
                     *       "endsOn": "2026-11-24",
                     *       "visits": 1
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        name: string;
                        /**
                         * Format: date
                         * @description The first day, by the clinic's calendar.
                         */
                        startsOn: string;
                        /**
                         * Format: date
                         * @description The last day, which is included.
                         */
                        endsOn: string;
                        /** @description Visits that lie in it, wholly or in part, and are neither over nor given up. A closure cancels none: the desk does. */
                        visits: number;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    BlockedNumbersController_list: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "number": "text",
                     *           "reason": "text",
                     *           "createdAt": "2026-11-24T15:30:00Z",
                     *           "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "timeZone": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            /** @description E.164. Null once the person is erased; they stay blocked. */
                            number: string | null;
                            reason: string | null;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            createdAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            createdAtLocal: string;
                            /** @description The clinic's zone, IANA. */
                            timeZone: string;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    BlockedNumbersController_add: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "number": "+15125550143",
                 *       "reason": "Sells toner every day."
                 *     }
                 */
                "application/json": {
                    /**
                     * @description E.164.
                     * @example +15125550143
                     */
                    number: string;
                    /**
                     * @description For the desk; told to nobody else.
                     * @example Sells toner every day.
                     */
                    reason: string;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "number": "text",
                     *       "reason": "text",
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @description E.164. Null once the person is erased; they stay blocked. */
                        number: string | null;
                        reason: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
    BlockedNumbersController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "number": "text",
                     *       "reason": "text",
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @description E.164. Null once the person is erased; they stay blocked. */
                        number: string | null;
                        reason: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    BlockedNumbersController_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    AppointmentsController_list: {
        parameters: {
            query?: {
                /** @description First start: a date of the clinic, or an instant with its offset. When absent: the start of today, or since ever with `changedSince`. */
                from?: string;
                /** @description A date, which is included, or an instant, which is not. No end when absent. */
                to?: string;
                /** @description May be given several times. */
                status?: ("requested" | "scheduled" | "confirmed" | "arrived" | "seated" | "completed" | "cancelled" | "no_show" | "rescheduled") | ("requested" | "scheduled" | "confirmed" | "arrived" | "seated" | "completed" | "cancelled" | "no_show" | "rescheduled")[];
                providerId?: string;
                operatoryId?: string;
                typeId?: string;
                patientId?: string;
                /** @description Booked or changed then or later, an instant. To keep up with changes, sort by `changedAt` and begin a minute before the last one seen. */
                changedSince?: string;
                /** @description The order of the list. A minus before the name: descending. */
                sort?: "startsAt" | "-startsAt" | "changedAt" | "-changedAt";
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "startsAt": "2026-11-24T15:30:00Z",
                     *           "startsAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "endsAt": "2026-11-24T15:30:00Z",
                     *           "endsAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "timeZone": "America/Chicago",
                     *           "status": "requested",
                     *           "late": true,
                     *           "cancelledBy": "patient",
                     *           "movedFrom": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "movedTo": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "type": "Cleaning",
                     *           "typeId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "provider": "Dr. Rivera",
                     *           "providerId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "operatory": "Room 2",
                     *           "operatoryId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "patient": {
                     *             "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *             "name": "Ada Marsh"
                     *           },
                     *           "callSid": "text",
                     *           "changedAt": "2026-11-24T15:30:00Z",
                     *           "changedAtLocal": "2026-11-24T09:30:00-06:00"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            startsAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            startsAtLocal: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            endsAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            endsAtLocal: string;
                            /**
                             * @description The clinic's zone, IANA.
                             * @example America/Chicago
                             */
                            timeZone: string;
                            /**
                             * @description `requested`: a caller has asked for it and the desk has to agree. `rescheduled`: another visit took its place.
                             * @enum {string}
                             */
                            status: "requested" | "scheduled" | "confirmed" | "arrived" | "seated" | "completed" | "cancelled" | "no_show" | "rescheduled";
                            /** @description The patient cancelled or moved it (`status`) so shortly before its start that the clinic's rule counts it as late. */
                            late: boolean;
                            /** @description Null unless it is `cancelled`. */
                            cancelledBy: ("patient" | "clinic") | null;
                            /** @description The visit that this one took the place of; that one is `rescheduled`. */
                            movedFrom: string | null;
                            /** @description The visit that took the place of this one. */
                            movedTo: string | null;
                            /**
                             * @description The name of the appointment type.
                             * @example Cleaning
                             */
                            type: string;
                            /** Format: uuid */
                            typeId: string;
                            /**
                             * @description The name of the provider.
                             * @example Dr. Rivera
                             */
                            provider: string;
                            /** Format: uuid */
                            providerId: string;
                            /**
                             * @description The name of the operatory.
                             * @example Room 2
                             */
                            operatory: string;
                            /** Format: uuid */
                            operatoryId: string;
                            patient: {
                                /** Format: uuid */
                                id: string;
                                /** @example Ada Marsh */
                                name: string;
                            };
                            /** @description The call that booked it. */
                            callSid: string | null;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            changedAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            changedAtLocal: string;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    AppointmentsController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "patientId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                 *       "typeId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                 *       "startsAt": "2026-11-24T15:30:00Z"
                 *     }
                 */
                "application/json": {
                    /** Format: uuid */
                    patientId: string;
                    /**
                     * Format: uuid
                     * @description What it is for: an appointment type.
                     */
                    typeId: string;
                    /**
                     * Format: date-time
                     * @description When it begins, as `GET /api/v1/availability` names it.
                     * @example 2026-11-24T15:30:00Z
                     */
                    startsAt: string;
                    /**
                     * Format: uuid
                     * @description Who leads it. Anybody who is free when absent.
                     */
                    providerId?: string;
                    /**
                     * Format: uuid
                     * @description This operatory and no other. Any of its kind when absent.
                     */
                    operatoryId?: string;
                    /**
                     * Format: uuid
                     * @description A hold of your own on this time, which is used up.
                     */
                    holdId?: string;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "startsAt": "2026-11-24T15:30:00Z",
                     *       "startsAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "endsAt": "2026-11-24T15:30:00Z",
                     *       "endsAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "America/Chicago",
                     *       "status": "requested",
                     *       "late": true,
                     *       "cancelledBy": "patient",
                     *       "movedFrom": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "movedTo": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "type": "Cleaning",
                     *       "typeId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "provider": "Dr. Rivera",
                     *       "providerId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "operatory": "Room 2",
                     *       "operatoryId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "patient": {
                     *         "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *         "name": "Ada Marsh"
                     *       },
                     *       "callSid": "text",
                     *       "changedAt": "2026-11-24T15:30:00Z",
                     *       "changedAtLocal": "2026-11-24T09:30:00-06:00"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        startsAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        startsAtLocal: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        endsAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        endsAtLocal: string;
                        /**
                         * @description The clinic's zone, IANA.
                         * @example America/Chicago
                         */
                        timeZone: string;
                        /**
                         * @description `requested`: a caller has asked for it and the desk has to agree. `rescheduled`: another visit took its place.
                         * @enum {string}
                         */
                        status: "requested" | "scheduled" | "confirmed" | "arrived" | "seated" | "completed" | "cancelled" | "no_show" | "rescheduled";
                        /** @description The patient cancelled or moved it (`status`) so shortly before its start that the clinic's rule counts it as late. */
                        late: boolean;
                        /** @description Null unless it is `cancelled`. */
                        cancelledBy: ("patient" | "clinic") | null;
                        /** @description The visit that this one took the place of; that one is `rescheduled`. */
                        movedFrom: string | null;
                        /** @description The visit that took the place of this one. */
                        movedTo: string | null;
                        /**
                         * @description The name of the appointment type.
                         * @example Cleaning
                         */
                        type: string;
                        /** Format: uuid */
                        typeId: string;
                        /**
                         * @description The name of the provider.
                         * @example Dr. Rivera
                         */
                        provider: string;
                        /** Format: uuid */
                        providerId: string;
                        /**
                         * @description The name of the operatory.
                         * @example Room 2
                         */
                        operatory: string;
                        /** Format: uuid */
                        operatoryId: string;
                        patient: {
                            /** Format: uuid */
                            id: string;
                            /** @example Ada Marsh */
                            name: string;
                        };
                        /** @description The call that booked it. */
                        callSid: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        changedAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        changedAtLocal: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
    AppointmentsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "startsAt": "2026-11-24T15:30:00Z",
                     *       "startsAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "endsAt": "2026-11-24T15:30:00Z",
                     *       "endsAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "America/Chicago",
                     *       "status": "requested",
                     *       "late": true,
                     *       "cancelledBy": "patient",
                     *       "movedFrom": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "movedTo": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "type": "Cleaning",
                     *       "typeId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "provider": "Dr. Rivera",
                     *       "providerId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "operatory": "Room 2",
                     *       "operatoryId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "patient": {
                     *         "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *         "name": "Ada Marsh"
                     *       },
                     *       "callSid": "text",
                     *       "changedAt": "2026-11-24T15:30:00Z",
                     *       "changedAtLocal": "2026-11-24T09:30:00-06:00"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        startsAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        startsAtLocal: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        endsAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        endsAtLocal: string;
                        /**
                         * @description The clinic's zone, IANA.
                         * @example America/Chicago
                         */
                        timeZone: string;
                        /**
                         * @description `requested`: a caller has asked for it and the desk has to agree. `rescheduled`: another visit took its place.
                         * @enum {string}
                         */
                        status: "requested" | "scheduled" | "confirmed" | "arrived" | "seated" | "completed" | "cancelled" | "no_show" | "rescheduled";
                        /** @description The patient cancelled or moved it (`status`) so shortly before its start that the clinic's rule counts it as late. */
                        late: boolean;
                        /** @description Null unless it is `cancelled`. */
                        cancelledBy: ("patient" | "clinic") | null;
                        /** @description The visit that this one took the place of; that one is `rescheduled`. */
                        movedFrom: string | null;
                        /** @description The visit that took the place of this one. */
                        movedTo: string | null;
                        /**
                         * @description The name of the appointment type.
                         * @example Cleaning
                         */
                        type: string;
                        /** Format: uuid */
                        typeId: string;
                        /**
                         * @description The name of the provider.
                         * @example Dr. Rivera
                         */
                        provider: string;
                        /** Format: uuid */
                        providerId: string;
                        /**
                         * @description The name of the operatory.
                         * @example Room 2
                         */
                        operatory: string;
                        /** Format: uuid */
                        operatoryId: string;
                        patient: {
                            /** Format: uuid */
                            id: string;
                            /** @example Ada Marsh */
                            name: string;
                        };
                        /** @description The call that booked it. */
                        callSid: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        changedAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        changedAtLocal: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    AppointmentsController_history: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "at": "2026-11-24T15:30:00Z",
                     *           "atLocal": "2026-11-24T09:30:00-06:00",
                     *           "timeZone": "America/Chicago",
                     *           "event": "requested",
                     *           "actor": {
                     *             "kind": "agent",
                     *             "id": "receptionist"
                     *           },
                     *           "callSid": "text",
                     *           "appointmentId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "startsAt": "2026-11-24T15:30:00Z",
                     *           "startsAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "movedFrom": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "statusBefore": "requested",
                     *           "by": "patient",
                     *           "late": true
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            at: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            atLocal: string;
                            /**
                             * @description The clinic's zone, IANA.
                             * @example America/Chicago
                             */
                            timeZone: string;
                            /**
                             * @description `requested`: a caller has asked for it. `scheduled`: the desk has agreed, or a later status was taken back.
                             * @enum {string}
                             */
                            event: "requested" | "booked" | "moved" | "scheduled" | "confirmed" | "arrived" | "seated" | "completed" | "no_show" | "cancelled";
                            /** @description Who did it: the receptionist, an API key, somebody of the staff by their account, the product itself, or the patient by text. */
                            actor: {
                                /** @enum {string} */
                                kind: "agent" | "api_key" | "staff" | "system" | "patient";
                                /** @example receptionist */
                                id: string;
                            };
                            /** @description The call in which it happened. */
                            callSid: string | null;
                            /**
                             * Format: uuid
                             * @description The visit: this one, one whose place it took, or one that took its place.
                             */
                            appointmentId: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            startsAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            startsAtLocal: string;
                            /** @description With `moved`: the visit whose place it took. */
                            movedFrom: string | null;
                            /** @description Where the status changed: what it was. */
                            statusBefore: ("requested" | "scheduled" | "confirmed" | "arrived" | "seated" | "completed" | "cancelled" | "no_show" | "rescheduled") | null;
                            /** @description With `moved` and `cancelled`: whose wish it was. */
                            by: ("patient" | "clinic") | null;
                            /** @description With `moved` and `cancelled`: whether the clinic's rule counts it as late. */
                            late: boolean | null;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    AppointmentsController_move: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "startsAt": "2026-11-24T15:30:00Z"
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: date-time
                     * @description When it begins, as `GET /api/v1/availability` names it.
                     * @example 2026-11-24T15:30:00Z
                     */
                    startsAt: string;
                    /**
                     * Format: uuid
                     * @description Who leads it. As before when absent.
                     */
                    providerId?: string;
                    /**
                     * Format: uuid
                     * @description This operatory and no other. Any of its kind when absent.
                     */
                    operatoryId?: string;
                    /**
                     * Format: uuid
                     * @description A hold of your own on this time, which is used up.
                     */
                    holdId?: string;
                    /**
                     * @description Whose wish it is. What a patient gives up shortly before may count as late.
                     * @default clinic
                     * @enum {string}
                     */
                    by?: "patient" | "clinic";
                };
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "startsAt": "2026-11-24T15:30:00Z",
                     *       "startsAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "endsAt": "2026-11-24T15:30:00Z",
                     *       "endsAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "America/Chicago",
                     *       "status": "requested",
                     *       "late": true,
                     *       "cancelledBy": "patient",
                     *       "movedFrom": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "movedTo": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "type": "Cleaning",
                     *       "typeId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "provider": "Dr. Rivera",
                     *       "providerId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "operatory": "Room 2",
                     *       "operatoryId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "patient": {
                     *         "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *         "name": "Ada Marsh"
                     *       },
                     *       "callSid": "text",
                     *       "changedAt": "2026-11-24T15:30:00Z",
                     *       "changedAtLocal": "2026-11-24T09:30:00-06:00"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        startsAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        startsAtLocal: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        endsAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        endsAtLocal: string;
                        /**
                         * @description The clinic's zone, IANA.
                         * @example America/Chicago
                         */
                        timeZone: string;
                        /**
                         * @description `requested`: a caller has asked for it and the desk has to agree. `rescheduled`: another visit took its place.
                         * @enum {string}
                         */
                        status: "requested" | "scheduled" | "confirmed" | "arrived" | "seated" | "completed" | "cancelled" | "no_show" | "rescheduled";
                        /** @description The patient cancelled or moved it (`status`) so shortly before its start that the clinic's rule counts it as late. */
                        late: boolean;
                        /** @description Null unless it is `cancelled`. */
                        cancelledBy: ("patient" | "clinic") | null;
                        /** @description The visit that this one took the place of; that one is `rescheduled`. */
                        movedFrom: string | null;
                        /** @description The visit that took the place of this one. */
                        movedTo: string | null;
                        /**
                         * @description The name of the appointment type.
                         * @example Cleaning
                         */
                        type: string;
                        /** Format: uuid */
                        typeId: string;
                        /**
                         * @description The name of the provider.
                         * @example Dr. Rivera
                         */
                        provider: string;
                        /** Format: uuid */
                        providerId: string;
                        /**
                         * @description The name of the operatory.
                         * @example Room 2
                         */
                        operatory: string;
                        /** Format: uuid */
                        operatoryId: string;
                        patient: {
                            /** Format: uuid */
                            id: string;
                            /** @example Ada Marsh */
                            name: string;
                        };
                        /** @description The call that booked it. */
                        callSid: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        changedAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        changedAtLocal: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            409: components["responses"]["Problem-409"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    AppointmentsController_cancel: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "by": "patient"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Whose wish it is. What a patient gives up shortly before may count as late.
                     * @enum {string}
                     */
                    by: "patient" | "clinic";
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "startsAt": "2026-11-24T15:30:00Z",
                     *       "startsAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "endsAt": "2026-11-24T15:30:00Z",
                     *       "endsAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "America/Chicago",
                     *       "status": "requested",
                     *       "late": true,
                     *       "cancelledBy": "patient",
                     *       "movedFrom": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "movedTo": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "type": "Cleaning",
                     *       "typeId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "provider": "Dr. Rivera",
                     *       "providerId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "operatory": "Room 2",
                     *       "operatoryId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "patient": {
                     *         "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *         "name": "Ada Marsh"
                     *       },
                     *       "callSid": "text",
                     *       "changedAt": "2026-11-24T15:30:00Z",
                     *       "changedAtLocal": "2026-11-24T09:30:00-06:00"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        startsAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        startsAtLocal: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        endsAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        endsAtLocal: string;
                        /**
                         * @description The clinic's zone, IANA.
                         * @example America/Chicago
                         */
                        timeZone: string;
                        /**
                         * @description `requested`: a caller has asked for it and the desk has to agree. `rescheduled`: another visit took its place.
                         * @enum {string}
                         */
                        status: "requested" | "scheduled" | "confirmed" | "arrived" | "seated" | "completed" | "cancelled" | "no_show" | "rescheduled";
                        /** @description The patient cancelled or moved it (`status`) so shortly before its start that the clinic's rule counts it as late. */
                        late: boolean;
                        /** @description Null unless it is `cancelled`. */
                        cancelledBy: ("patient" | "clinic") | null;
                        /** @description The visit that this one took the place of; that one is `rescheduled`. */
                        movedFrom: string | null;
                        /** @description The visit that took the place of this one. */
                        movedTo: string | null;
                        /**
                         * @description The name of the appointment type.
                         * @example Cleaning
                         */
                        type: string;
                        /** Format: uuid */
                        typeId: string;
                        /**
                         * @description The name of the provider.
                         * @example Dr. Rivera
                         */
                        provider: string;
                        /** Format: uuid */
                        providerId: string;
                        /**
                         * @description The name of the operatory.
                         * @example Room 2
                         */
                        operatory: string;
                        /** Format: uuid */
                        operatoryId: string;
                        patient: {
                            /** Format: uuid */
                            id: string;
                            /** @example Ada Marsh */
                            name: string;
                        };
                        /** @description The call that booked it. */
                        callSid: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        changedAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        changedAtLocal: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            409: components["responses"]["Problem-409"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    AppointmentsController_setStatus: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "status": "scheduled"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description What the visit becomes. `scheduled` agrees to one that was requested.
                     * @enum {string}
                     */
                    status: "scheduled" | "confirmed" | "arrived" | "seated" | "completed" | "no_show";
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "startsAt": "2026-11-24T15:30:00Z",
                     *       "startsAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "endsAt": "2026-11-24T15:30:00Z",
                     *       "endsAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "America/Chicago",
                     *       "status": "requested",
                     *       "late": true,
                     *       "cancelledBy": "patient",
                     *       "movedFrom": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "movedTo": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "type": "Cleaning",
                     *       "typeId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "provider": "Dr. Rivera",
                     *       "providerId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "operatory": "Room 2",
                     *       "operatoryId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "patient": {
                     *         "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *         "name": "Ada Marsh"
                     *       },
                     *       "callSid": "text",
                     *       "changedAt": "2026-11-24T15:30:00Z",
                     *       "changedAtLocal": "2026-11-24T09:30:00-06:00"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        startsAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        startsAtLocal: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        endsAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        endsAtLocal: string;
                        /**
                         * @description The clinic's zone, IANA.
                         * @example America/Chicago
                         */
                        timeZone: string;
                        /**
                         * @description `requested`: a caller has asked for it and the desk has to agree. `rescheduled`: another visit took its place.
                         * @enum {string}
                         */
                        status: "requested" | "scheduled" | "confirmed" | "arrived" | "seated" | "completed" | "cancelled" | "no_show" | "rescheduled";
                        /** @description The patient cancelled or moved it (`status`) so shortly before its start that the clinic's rule counts it as late. */
                        late: boolean;
                        /** @description Null unless it is `cancelled`. */
                        cancelledBy: ("patient" | "clinic") | null;
                        /** @description The visit that this one took the place of; that one is `rescheduled`. */
                        movedFrom: string | null;
                        /** @description The visit that took the place of this one. */
                        movedTo: string | null;
                        /**
                         * @description The name of the appointment type.
                         * @example Cleaning
                         */
                        type: string;
                        /** Format: uuid */
                        typeId: string;
                        /**
                         * @description The name of the provider.
                         * @example Dr. Rivera
                         */
                        provider: string;
                        /** Format: uuid */
                        providerId: string;
                        /**
                         * @description The name of the operatory.
                         * @example Room 2
                         */
                        operatory: string;
                        /** Format: uuid */
                        operatoryId: string;
                        patient: {
                            /** Format: uuid */
                            id: string;
                            /** @example Ada Marsh */
                            name: string;
                        };
                        /** @description The call that booked it. */
                        callSid: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        changedAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        changedAtLocal: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            409: components["responses"]["Problem-409"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    AvailabilityController_list: {
        parameters: {
            query: {
                /** @description What the visit is for: an appointment type. */
                typeId: string;
                /** @description The first day, on the clinic's calendar. */
                from: string;
                /** @description The last day, included. At most 31 days can be asked for at once. */
                to: string;
                /** @description Led by this provider only. */
                providerId?: string;
                /** @description In this operatory only. */
                operatoryId?: string;
                /** @description When it begins, by the clinic's clock: before noon, from noon to 17:00, from 17:00 on. */
                timeOfDay?: "morning" | "afternoon" | "evening";
                /** @description ISO: 1 is Monday. May be given several times. */
                weekday?: number | number[];
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "typeId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "startsAt": "2026-11-24T15:30:00Z",
                     *           "startsAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "endsAt": "2026-11-24T15:30:00Z",
                     *           "endsAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "timeZone": "America/Chicago",
                     *           "provider": {
                     *             "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *             "name": "Dr. Rivera"
                     *           },
                     *           "operatory": {
                     *             "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *             "name": "Room 2"
                     *           }
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /**
                             * Format: uuid
                             * @description The appointment type.
                             */
                            typeId: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            startsAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            startsAtLocal: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            endsAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            endsAtLocal: string;
                            /**
                             * @description The clinic's zone, IANA.
                             * @example America/Chicago
                             */
                            timeZone: string;
                            /** @description Who leads the visit. */
                            provider: {
                                /** Format: uuid */
                                id: string;
                                /** @example Dr. Rivera */
                                name: string;
                            };
                            /** @description Where it would be. Whoever books without naming one may get another of its kind. */
                            operatory: {
                                /** Format: uuid */
                                id: string;
                                /** @example Room 2 */
                                name: string;
                            };
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    SlotHoldsController_list: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "typeId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "startsAt": "2026-11-24T15:30:00Z",
                     *           "startsAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "endsAt": "2026-11-24T15:30:00Z",
                     *           "endsAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "timeZone": "America/Chicago",
                     *           "provider": {
                     *             "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *             "name": "Dr. Rivera"
                     *           },
                     *           "operatory": {
                     *             "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *             "name": "Room 2"
                     *           },
                     *           "heldBy": {
                     *             "kind": "call",
                     *             "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                     *           },
                     *           "createdAt": "2026-11-24T15:30:00Z",
                     *           "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "expiresAt": "2026-11-24T15:30:00Z",
                     *           "expiresAtLocal": "2026-11-24T09:30:00-06:00"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            /**
                             * Format: uuid
                             * @description The appointment type.
                             */
                            typeId: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            startsAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            startsAtLocal: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            endsAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            endsAtLocal: string;
                            /**
                             * @description The clinic's zone, IANA.
                             * @example America/Chicago
                             */
                            timeZone: string;
                            /** @description Who leads the visit. */
                            provider: {
                                /** Format: uuid */
                                id: string;
                                /** @example Dr. Rivera */
                                name: string;
                            };
                            /** @description Where it would be. Whoever books without naming one may get another of its kind. */
                            operatory: {
                                /** Format: uuid */
                                id: string;
                                /** @example Room 2 */
                                name: string;
                            };
                            /** @description A call, an offer from the waiting list, an API key, or somebody of the staff by their account. */
                            heldBy: {
                                /** @enum {string} */
                                kind: "call" | "offer" | "api_key" | "staff";
                                /** Format: uuid */
                                id: string;
                            };
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            createdAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            createdAtLocal: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            expiresAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            expiresAtLocal: string;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    SlotHoldsController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "typeId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                 *       "providerId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                 *       "startsAt": "2026-11-24T15:30:00Z"
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: uuid
                     * @description What the visit would be for: an appointment type.
                     */
                    typeId: string;
                    /**
                     * Format: uuid
                     * @description Who would lead it.
                     */
                    providerId: string;
                    /**
                     * Format: date-time
                     * @description As `GET /api/v1/availability` names it.
                     * @example 2026-11-24T15:30:00Z
                     */
                    startsAt: string;
                    /**
                     * Format: uuid
                     * @description This operatory and no other. Any of its kind when absent.
                     */
                    operatoryId?: string;
                    /**
                     * @description How long it is held.
                     * @default 5
                     */
                    forMinutes?: number;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "typeId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "startsAt": "2026-11-24T15:30:00Z",
                     *       "startsAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "endsAt": "2026-11-24T15:30:00Z",
                     *       "endsAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "America/Chicago",
                     *       "provider": {
                     *         "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *         "name": "Dr. Rivera"
                     *       },
                     *       "operatory": {
                     *         "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *         "name": "Room 2"
                     *       },
                     *       "heldBy": {
                     *         "kind": "call",
                     *         "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                     *       },
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "expiresAt": "2026-11-24T15:30:00Z",
                     *       "expiresAtLocal": "2026-11-24T09:30:00-06:00"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /**
                         * Format: uuid
                         * @description The appointment type.
                         */
                        typeId: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        startsAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        startsAtLocal: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        endsAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        endsAtLocal: string;
                        /**
                         * @description The clinic's zone, IANA.
                         * @example America/Chicago
                         */
                        timeZone: string;
                        /** @description Who leads the visit. */
                        provider: {
                            /** Format: uuid */
                            id: string;
                            /** @example Dr. Rivera */
                            name: string;
                        };
                        /** @description Where it would be. Whoever books without naming one may get another of its kind. */
                        operatory: {
                            /** Format: uuid */
                            id: string;
                            /** @example Room 2 */
                            name: string;
                        };
                        /** @description A call, an offer from the waiting list, an API key, or somebody of the staff by their account. */
                        heldBy: {
                            /** @enum {string} */
                            kind: "call" | "offer" | "api_key" | "staff";
                            /** Format: uuid */
                            id: string;
                        };
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        expiresAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        expiresAtLocal: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
    SlotHoldsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "typeId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "startsAt": "2026-11-24T15:30:00Z",
                     *       "startsAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "endsAt": "2026-11-24T15:30:00Z",
                     *       "endsAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "America/Chicago",
                     *       "provider": {
                     *         "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *         "name": "Dr. Rivera"
                     *       },
                     *       "operatory": {
                     *         "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *         "name": "Room 2"
                     *       },
                     *       "heldBy": {
                     *         "kind": "call",
                     *         "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                     *       },
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "expiresAt": "2026-11-24T15:30:00Z",
                     *       "expiresAtLocal": "2026-11-24T09:30:00-06:00"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /**
                         * Format: uuid
                         * @description The appointment type.
                         */
                        typeId: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        startsAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        startsAtLocal: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        endsAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        endsAtLocal: string;
                        /**
                         * @description The clinic's zone, IANA.
                         * @example America/Chicago
                         */
                        timeZone: string;
                        /** @description Who leads the visit. */
                        provider: {
                            /** Format: uuid */
                            id: string;
                            /** @example Dr. Rivera */
                            name: string;
                        };
                        /** @description Where it would be. Whoever books without naming one may get another of its kind. */
                        operatory: {
                            /** Format: uuid */
                            id: string;
                            /** @example Room 2 */
                            name: string;
                        };
                        /** @description A call, an offer from the waiting list, an API key, or somebody of the staff by their account. */
                        heldBy: {
                            /** @enum {string} */
                            kind: "call" | "offer" | "api_key" | "staff";
                            /** Format: uuid */
                            id: string;
                        };
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        expiresAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        expiresAtLocal: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    SlotHoldsController_release: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            409: components["responses"]["Problem-409"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    ProvidersController_list: {
        parameters: {
            query?: {
                /** @description Of this role only. */
                role?: "dentist" | "hygienist" | "assistant";
                /** @description Those in use, or those that are not. Both when absent. */
                active?: "true" | "false";
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "name": "Dr. Rivera",
                     *           "role": "dentist",
                     *           "active": true
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            /**
                             * @description As callers hear it.
                             * @example Dr. Rivera
                             */
                            name: string;
                            /** @enum {string} */
                            role: "dentist" | "hygienist" | "assistant";
                            active: boolean;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    ProvidersController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Dr. Rivera",
                 *       "role": "dentist"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description As callers hear it.
                     * @example Dr. Rivera
                     */
                    name: string;
                    /**
                     * @description Which part of visits they do.
                     * @enum {string}
                     */
                    role: "dentist" | "hygienist" | "assistant";
                    /**
                     * @description Whether they see patients at present. Visits that are booked stay when they do not any more.
                     * @default true
                     */
                    active?: boolean;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "name": "Dr. Rivera",
                     *       "role": "dentist",
                     *       "active": true
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /**
                         * @description As callers hear it.
                         * @example Dr. Rivera
                         */
                        name: string;
                        /** @enum {string} */
                        role: "dentist" | "hygienist" | "assistant";
                        active: boolean;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    ProvidersController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "name": "Dr. Rivera",
                     *       "role": "dentist",
                     *       "active": true
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /**
                         * @description As callers hear it.
                         * @example Dr. Rivera
                         */
                        name: string;
                        /** @enum {string} */
                        role: "dentist" | "hygienist" | "assistant";
                        active: boolean;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    ProvidersController_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Dr. Rivera"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description As callers hear it.
                     * @example Dr. Rivera
                     */
                    name?: string;
                    /**
                     * @description Which part of visits they do.
                     * @enum {string}
                     */
                    role?: "dentist" | "hygienist" | "assistant";
                    /** @description Whether they see patients at present. Visits that are booked stay when they do not any more. */
                    active?: boolean;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "name": "Dr. Rivera",
                     *       "role": "dentist",
                     *       "active": true
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /**
                         * @description As callers hear it.
                         * @example Dr. Rivera
                         */
                        name: string;
                        /** @enum {string} */
                        role: "dentist" | "hygienist" | "assistant";
                        active: boolean;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            409: components["responses"]["Problem-409"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    WorkingHoursController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "providerId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "hours": [
                     *         {
                     *           "weekday": 1,
                     *           "startMinute": 540,
                     *           "endMinute": 720,
                     *           "validFrom": "2026-11-24",
                     *           "validUntil": "2026-11-24"
                     *         }
                     *       ],
                     *       "timeZone": "America/Chicago"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        providerId: string;
                        /** @description Those that hold today or later. */
                        hours: {
                            /** @description ISO: 1 is Monday, 7 is Sunday. */
                            weekday: number;
                            /**
                             * @description In minutes of the clinic's local day.
                             * @example 540
                             */
                            startMinute: number;
                            /**
                             * @description Not included; 1440 is midnight.
                             * @example 720
                             */
                            endMinute: number;
                            /** Format: date */
                            validFrom: string;
                            /** @description The last day. Null: until further notice. */
                            validUntil: string | null;
                        }[];
                        /**
                         * @description The clinic's zone, IANA.
                         * @example America/Chicago
                         */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    WorkingHoursController_set: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "validFrom": "2026-12-01",
                 *       "hours": [
                 *         {
                 *           "weekday": 1,
                 *           "startMinute": 540,
                 *           "endMinute": 720
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: date
                     * @description The first day on which it holds: today or later.
                     * @example 2026-12-01
                     */
                    validFrom: string;
                    /** @description All hours of the week; a lunch break is a gap. Empty: at no time. */
                    hours: {
                        /** @description ISO: 1 is Monday, 7 is Sunday. */
                        weekday: number;
                        /**
                         * @description In minutes of the clinic's local day.
                         * @example 540
                         */
                        startMinute: number;
                        /**
                         * @description Not included; 1440 is midnight.
                         * @example 720
                         */
                        endMinute: number;
                    }[];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "providerId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "hours": [
                     *         {
                     *           "weekday": 1,
                     *           "startMinute": 540,
                     *           "endMinute": 720,
                     *           "validFrom": "2026-11-24",
                     *           "validUntil": "2026-11-24"
                     *         }
                     *       ],
                     *       "timeZone": "America/Chicago"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        providerId: string;
                        /** @description Those that hold today or later. */
                        hours: {
                            /** @description ISO: 1 is Monday, 7 is Sunday. */
                            weekday: number;
                            /**
                             * @description In minutes of the clinic's local day.
                             * @example 540
                             */
                            startMinute: number;
                            /**
                             * @description Not included; 1440 is midnight.
                             * @example 720
                             */
                            endMinute: number;
                            /** Format: date */
                            validFrom: string;
                            /** @description The last day. Null: until further notice. */
                            validUntil: string | null;
                        }[];
                        /**
                         * @description The clinic's zone, IANA.
                         * @example America/Chicago
                         */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    OperatoriesController_list: {
        parameters: {
            query?: {
                /** @description Of this kind only. */
                kind?: "hygiene" | "treatment";
                /** @description Those in use, or those that are not. Both when absent. */
                active?: "true" | "false";
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "name": "Room 2",
                     *           "kind": "hygiene",
                     *           "active": true
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            /** @example Room 2 */
                            name: string;
                            /** @enum {string} */
                            kind: "hygiene" | "treatment";
                            active: boolean;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    OperatoriesController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Room 2",
                 *       "kind": "hygiene"
                 *     }
                 */
                "application/json": {
                    /** @example Room 2 */
                    name: string;
                    /**
                     * @description Which types of visit it is for.
                     * @enum {string}
                     */
                    kind: "hygiene" | "treatment";
                    /**
                     * @description Whether visits are booked in it. Those that are booked stay when it is out of use.
                     * @default true
                     */
                    active?: boolean;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "name": "Room 2",
                     *       "kind": "hygiene",
                     *       "active": true
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @example Room 2 */
                        name: string;
                        /** @enum {string} */
                        kind: "hygiene" | "treatment";
                        active: boolean;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    OperatoriesController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "name": "Room 2",
                     *       "kind": "hygiene",
                     *       "active": true
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @example Room 2 */
                        name: string;
                        /** @enum {string} */
                        kind: "hygiene" | "treatment";
                        active: boolean;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    OperatoriesController_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Room 2"
                 *     }
                 */
                "application/json": {
                    /** @example Room 2 */
                    name?: string;
                    /**
                     * @description Which types of visit it is for.
                     * @enum {string}
                     */
                    kind?: "hygiene" | "treatment";
                    /** @description Whether visits are booked in it. Those that are booked stay when it is out of use. */
                    active?: boolean;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "name": "Room 2",
                     *       "kind": "hygiene",
                     *       "active": true
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @example Room 2 */
                        name: string;
                        /** @enum {string} */
                        kind: "hygiene" | "treatment";
                        active: boolean;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    AppointmentTypesController_list: {
        parameters: {
            query?: {
                /** @description Those in use, or those that are not. Both when absent. */
                active?: "true" | "false";
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "name": "Cleaning",
                     *           "description": "A check-up and cleaning, for patients without pain.",
                     *           "durationMinutes": 60,
                     *           "providerRole": "dentist",
                     *           "operatoryKind": "hygiene",
                     *           "minNoticeMinutes": 1,
                     *           "horizonDays": 1,
                     *           "openTo": "everyone",
                     *           "phoneBooking": "at_once",
                     *           "setupMinutes": 1,
                     *           "cleanupMinutes": 1,
                     *           "preparation": "Please brush your teeth beforehand.",
                     *           "feeNote": "A cleaning begins at ninety dollars.",
                     *           "recallMonths": 6,
                     *           "parts": [
                     *             {
                     *               "role": "dentist",
                     *               "fromMinute": 0,
                     *               "toMinute": 20
                     *             }
                     *           ],
                     *           "providerIds": [
                     *             "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                     *           ],
                     *           "active": true
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            /**
                             * @description As callers hear it. No two types of a clinic have the same.
                             * @example Cleaning
                             */
                            name: string;
                            /**
                             * @description When to choose it, in a sentence for whoever books.
                             * @example A check-up and cleaning, for patients without pain.
                             */
                            description: string;
                            /**
                             * @description The patient's time in the chair.
                             * @example 60
                             */
                            durationMinutes: number;
                            /**
                             * @description Of whoever leads the visit.
                             * @enum {string}
                             */
                            providerRole: "dentist" | "hygienist" | "assistant";
                            /**
                             * @description The kind of room that it takes.
                             * @enum {string}
                             */
                            operatoryKind: "hygiene" | "treatment";
                            /** @description From now to the start, at least. */
                            minNoticeMinutes: number;
                            /** @description From today to the day of the visit, at most. */
                            horizonDays: number;
                            /** @enum {string} */
                            openTo: "everyone" | "new_patients" | "existing_patients";
                            /**
                             * @description `staff_approval`: callers ask for it, and the desk has to agree. `no`: only the desk books it.
                             * @enum {string}
                             */
                            phoneBooking: "at_once" | "staff_approval" | "no";
                            /** @description The room is taken so long before the visit. */
                            setupMinutes: number;
                            /** @description The room is taken so long after the visit. */
                            cleanupMinutes: number;
                            /**
                             * @description What the patient should do beforehand, in a sentence or two for the ear.
                             * @example Please brush your teeth beforehand.
                             */
                            preparation: string | null;
                            /**
                             * @description What is said about the price, in a sentence or two for the ear.
                             * @example A cleaning begins at ninety dollars.
                             */
                            feeNote: string | null;
                            /**
                             * @description After a completed visit the next one is due so much later. Null: it is not repeated.
                             * @example 6
                             */
                            recallMonths: number | null;
                            /** @description By their start. */
                            parts: {
                                /** @enum {string} */
                                role: "dentist" | "hygienist" | "assistant";
                                /**
                                 * @description From the start of the visit.
                                 * @example 0
                                 */
                                fromMinute: number;
                                /**
                                 * @description Not included.
                                 * @example 20
                                 */
                                toMinute: number;
                            }[];
                            /** @description Who may lead it. Empty: everybody of the leading role. */
                            providerIds: string[];
                            /** @description Whether it is offered and booked. Visits that are booked stay when it is out of use. */
                            active: boolean;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    AppointmentTypesController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Cleaning",
                 *       "description": "A check-up and cleaning, for patients without pain.",
                 *       "durationMinutes": 60,
                 *       "providerRole": "dentist",
                 *       "operatoryKind": "hygiene",
                 *       "preparation": "Please brush your teeth beforehand.",
                 *       "feeNote": "A cleaning begins at ninety dollars.",
                 *       "recallMonths": 6
                 *     }
                 */
                "application/json": {
                    /**
                     * @description As callers hear it. No two types of a clinic have the same.
                     * @example Cleaning
                     */
                    name: string;
                    /**
                     * @description When to choose it, in a sentence for whoever books.
                     * @example A check-up and cleaning, for patients without pain.
                     */
                    description: string;
                    /**
                     * @description The patient's time in the chair.
                     * @example 60
                     */
                    durationMinutes: number;
                    /**
                     * @description Of whoever leads the visit.
                     * @enum {string}
                     */
                    providerRole: "dentist" | "hygienist" | "assistant";
                    /**
                     * @description The kind of room that it takes.
                     * @enum {string}
                     */
                    operatoryKind: "hygiene" | "treatment";
                    /**
                     * @description From now to the start, at least.
                     * @default 0
                     */
                    minNoticeMinutes?: number;
                    /**
                     * @description From today to the day of the visit, at most.
                     * @default 180
                     */
                    horizonDays?: number;
                    /**
                     * @default everyone
                     * @enum {string}
                     */
                    openTo?: "everyone" | "new_patients" | "existing_patients";
                    /**
                     * @description `staff_approval`: callers ask for it, and the desk has to agree. `no`: only the desk books it.
                     * @default at_once
                     * @enum {string}
                     */
                    phoneBooking?: "at_once" | "staff_approval" | "no";
                    /**
                     * @description The room is taken so long before the visit.
                     * @default 0
                     */
                    setupMinutes?: number;
                    /**
                     * @description The room is taken so long after the visit.
                     * @default 0
                     */
                    cleanupMinutes?: number;
                    /**
                     * @description What the patient should do beforehand, in a sentence or two for the ear.
                     * @default null
                     * @example Please brush your teeth beforehand.
                     */
                    preparation?: string | null;
                    /**
                     * @description What is said about the price, in a sentence or two for the ear.
                     * @default null
                     * @example A cleaning begins at ninety dollars.
                     */
                    feeNote?: string | null;
                    /**
                     * @description After a completed visit the next one is due so much later. Null: it is not repeated.
                     * @default null
                     * @example 6
                     */
                    recallMonths?: number | null;
                    /**
                     * @description For which part of the visit somebody of a role is needed; several of one role are one person who comes and goes. The leading role, when no part is of it, is needed from beginning to end.
                     * @default []
                     */
                    parts?: {
                        /** @enum {string} */
                        role: "dentist" | "hygienist" | "assistant";
                        /**
                         * @description From the start of the visit.
                         * @example 0
                         */
                        fromMinute: number;
                        /**
                         * @description Not included.
                         * @example 20
                         */
                        toMinute: number;
                    }[];
                    /**
                     * @description Who may lead it, all of the leading role. Empty: everybody of that role.
                     * @default []
                     */
                    providerIds?: string[];
                    /**
                     * @description Whether it is offered and booked. Visits that are booked stay when it is out of use.
                     * @default true
                     */
                    active?: boolean;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "name": "Cleaning",
                     *       "description": "A check-up and cleaning, for patients without pain.",
                     *       "durationMinutes": 60,
                     *       "providerRole": "dentist",
                     *       "operatoryKind": "hygiene",
                     *       "minNoticeMinutes": 1,
                     *       "horizonDays": 1,
                     *       "openTo": "everyone",
                     *       "phoneBooking": "at_once",
                     *       "setupMinutes": 1,
                     *       "cleanupMinutes": 1,
                     *       "preparation": "Please brush your teeth beforehand.",
                     *       "feeNote": "A cleaning begins at ninety dollars.",
                     *       "recallMonths": 6,
                     *       "parts": [
                     *         {
                     *           "role": "dentist",
                     *           "fromMinute": 0,
                     *           "toMinute": 20
                     *         }
                     *       ],
                     *       "providerIds": [
                     *         "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                     *       ],
                     *       "active": true
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /**
                         * @description As callers hear it. No two types of a clinic have the same.
                         * @example Cleaning
                         */
                        name: string;
                        /**
                         * @description When to choose it, in a sentence for whoever books.
                         * @example A check-up and cleaning, for patients without pain.
                         */
                        description: string;
                        /**
                         * @description The patient's time in the chair.
                         * @example 60
                         */
                        durationMinutes: number;
                        /**
                         * @description Of whoever leads the visit.
                         * @enum {string}
                         */
                        providerRole: "dentist" | "hygienist" | "assistant";
                        /**
                         * @description The kind of room that it takes.
                         * @enum {string}
                         */
                        operatoryKind: "hygiene" | "treatment";
                        /** @description From now to the start, at least. */
                        minNoticeMinutes: number;
                        /** @description From today to the day of the visit, at most. */
                        horizonDays: number;
                        /** @enum {string} */
                        openTo: "everyone" | "new_patients" | "existing_patients";
                        /**
                         * @description `staff_approval`: callers ask for it, and the desk has to agree. `no`: only the desk books it.
                         * @enum {string}
                         */
                        phoneBooking: "at_once" | "staff_approval" | "no";
                        /** @description The room is taken so long before the visit. */
                        setupMinutes: number;
                        /** @description The room is taken so long after the visit. */
                        cleanupMinutes: number;
                        /**
                         * @description What the patient should do beforehand, in a sentence or two for the ear.
                         * @example Please brush your teeth beforehand.
                         */
                        preparation: string | null;
                        /**
                         * @description What is said about the price, in a sentence or two for the ear.
                         * @example A cleaning begins at ninety dollars.
                         */
                        feeNote: string | null;
                        /**
                         * @description After a completed visit the next one is due so much later. Null: it is not repeated.
                         * @example 6
                         */
                        recallMonths: number | null;
                        /** @description By their start. */
                        parts: {
                            /** @enum {string} */
                            role: "dentist" | "hygienist" | "assistant";
                            /**
                             * @description From the start of the visit.
                             * @example 0
                             */
                            fromMinute: number;
                            /**
                             * @description Not included.
                             * @example 20
                             */
                            toMinute: number;
                        }[];
                        /** @description Who may lead it. Empty: everybody of the leading role. */
                        providerIds: string[];
                        /** @description Whether it is offered and booked. Visits that are booked stay when it is out of use. */
                        active: boolean;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
    AppointmentTypesController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "name": "Cleaning",
                     *       "description": "A check-up and cleaning, for patients without pain.",
                     *       "durationMinutes": 60,
                     *       "providerRole": "dentist",
                     *       "operatoryKind": "hygiene",
                     *       "minNoticeMinutes": 1,
                     *       "horizonDays": 1,
                     *       "openTo": "everyone",
                     *       "phoneBooking": "at_once",
                     *       "setupMinutes": 1,
                     *       "cleanupMinutes": 1,
                     *       "preparation": "Please brush your teeth beforehand.",
                     *       "feeNote": "A cleaning begins at ninety dollars.",
                     *       "recallMonths": 6,
                     *       "parts": [
                     *         {
                     *           "role": "dentist",
                     *           "fromMinute": 0,
                     *           "toMinute": 20
                     *         }
                     *       ],
                     *       "providerIds": [
                     *         "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                     *       ],
                     *       "active": true
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /**
                         * @description As callers hear it. No two types of a clinic have the same.
                         * @example Cleaning
                         */
                        name: string;
                        /**
                         * @description When to choose it, in a sentence for whoever books.
                         * @example A check-up and cleaning, for patients without pain.
                         */
                        description: string;
                        /**
                         * @description The patient's time in the chair.
                         * @example 60
                         */
                        durationMinutes: number;
                        /**
                         * @description Of whoever leads the visit.
                         * @enum {string}
                         */
                        providerRole: "dentist" | "hygienist" | "assistant";
                        /**
                         * @description The kind of room that it takes.
                         * @enum {string}
                         */
                        operatoryKind: "hygiene" | "treatment";
                        /** @description From now to the start, at least. */
                        minNoticeMinutes: number;
                        /** @description From today to the day of the visit, at most. */
                        horizonDays: number;
                        /** @enum {string} */
                        openTo: "everyone" | "new_patients" | "existing_patients";
                        /**
                         * @description `staff_approval`: callers ask for it, and the desk has to agree. `no`: only the desk books it.
                         * @enum {string}
                         */
                        phoneBooking: "at_once" | "staff_approval" | "no";
                        /** @description The room is taken so long before the visit. */
                        setupMinutes: number;
                        /** @description The room is taken so long after the visit. */
                        cleanupMinutes: number;
                        /**
                         * @description What the patient should do beforehand, in a sentence or two for the ear.
                         * @example Please brush your teeth beforehand.
                         */
                        preparation: string | null;
                        /**
                         * @description What is said about the price, in a sentence or two for the ear.
                         * @example A cleaning begins at ninety dollars.
                         */
                        feeNote: string | null;
                        /**
                         * @description After a completed visit the next one is due so much later. Null: it is not repeated.
                         * @example 6
                         */
                        recallMonths: number | null;
                        /** @description By their start. */
                        parts: {
                            /** @enum {string} */
                            role: "dentist" | "hygienist" | "assistant";
                            /**
                             * @description From the start of the visit.
                             * @example 0
                             */
                            fromMinute: number;
                            /**
                             * @description Not included.
                             * @example 20
                             */
                            toMinute: number;
                        }[];
                        /** @description Who may lead it. Empty: everybody of the leading role. */
                        providerIds: string[];
                        /** @description Whether it is offered and booked. Visits that are booked stay when it is out of use. */
                        active: boolean;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    AppointmentTypesController_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Cleaning",
                 *       "description": "A check-up and cleaning, for patients without pain.",
                 *       "durationMinutes": 60,
                 *       "preparation": "Please brush your teeth beforehand.",
                 *       "feeNote": "A cleaning begins at ninety dollars.",
                 *       "recallMonths": 6
                 *     }
                 */
                "application/json": {
                    /**
                     * @description As callers hear it. No two types of a clinic have the same.
                     * @example Cleaning
                     */
                    name?: string;
                    /**
                     * @description When to choose it, in a sentence for whoever books.
                     * @example A check-up and cleaning, for patients without pain.
                     */
                    description?: string;
                    /**
                     * @description The patient's time in the chair.
                     * @example 60
                     */
                    durationMinutes?: number;
                    /**
                     * @description Of whoever leads the visit.
                     * @enum {string}
                     */
                    providerRole?: "dentist" | "hygienist" | "assistant";
                    /**
                     * @description The kind of room that it takes.
                     * @enum {string}
                     */
                    operatoryKind?: "hygiene" | "treatment";
                    /** @description From now to the start, at least. */
                    minNoticeMinutes?: number;
                    /** @description From today to the day of the visit, at most. */
                    horizonDays?: number;
                    /** @enum {string} */
                    openTo?: "everyone" | "new_patients" | "existing_patients";
                    /**
                     * @description `staff_approval`: callers ask for it, and the desk has to agree. `no`: only the desk books it.
                     * @enum {string}
                     */
                    phoneBooking?: "at_once" | "staff_approval" | "no";
                    /** @description The room is taken so long before the visit. */
                    setupMinutes?: number;
                    /** @description The room is taken so long after the visit. */
                    cleanupMinutes?: number;
                    /**
                     * @description What the patient should do beforehand, in a sentence or two for the ear.
                     * @example Please brush your teeth beforehand.
                     */
                    preparation?: string | null;
                    /**
                     * @description What is said about the price, in a sentence or two for the ear.
                     * @example A cleaning begins at ninety dollars.
                     */
                    feeNote?: string | null;
                    /**
                     * @description After a completed visit the next one is due so much later. Null: it is not repeated.
                     * @example 6
                     */
                    recallMonths?: number | null;
                    /** @description For which part of the visit somebody of a role is needed; several of one role are one person who comes and goes. The leading role, when no part is of it, is needed from beginning to end. */
                    parts?: {
                        /** @enum {string} */
                        role: "dentist" | "hygienist" | "assistant";
                        /**
                         * @description From the start of the visit.
                         * @example 0
                         */
                        fromMinute: number;
                        /**
                         * @description Not included.
                         * @example 20
                         */
                        toMinute: number;
                    }[];
                    /** @description Who may lead it, all of the leading role. Empty: everybody of that role. */
                    providerIds?: string[];
                    /** @description Whether it is offered and booked. Visits that are booked stay when it is out of use. */
                    active?: boolean;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "name": "Cleaning",
                     *       "description": "A check-up and cleaning, for patients without pain.",
                     *       "durationMinutes": 60,
                     *       "providerRole": "dentist",
                     *       "operatoryKind": "hygiene",
                     *       "minNoticeMinutes": 1,
                     *       "horizonDays": 1,
                     *       "openTo": "everyone",
                     *       "phoneBooking": "at_once",
                     *       "setupMinutes": 1,
                     *       "cleanupMinutes": 1,
                     *       "preparation": "Please brush your teeth beforehand.",
                     *       "feeNote": "A cleaning begins at ninety dollars.",
                     *       "recallMonths": 6,
                     *       "parts": [
                     *         {
                     *           "role": "dentist",
                     *           "fromMinute": 0,
                     *           "toMinute": 20
                     *         }
                     *       ],
                     *       "providerIds": [
                     *         "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                     *       ],
                     *       "active": true
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /**
                         * @description As callers hear it. No two types of a clinic have the same.
                         * @example Cleaning
                         */
                        name: string;
                        /**
                         * @description When to choose it, in a sentence for whoever books.
                         * @example A check-up and cleaning, for patients without pain.
                         */
                        description: string;
                        /**
                         * @description The patient's time in the chair.
                         * @example 60
                         */
                        durationMinutes: number;
                        /**
                         * @description Of whoever leads the visit.
                         * @enum {string}
                         */
                        providerRole: "dentist" | "hygienist" | "assistant";
                        /**
                         * @description The kind of room that it takes.
                         * @enum {string}
                         */
                        operatoryKind: "hygiene" | "treatment";
                        /** @description From now to the start, at least. */
                        minNoticeMinutes: number;
                        /** @description From today to the day of the visit, at most. */
                        horizonDays: number;
                        /** @enum {string} */
                        openTo: "everyone" | "new_patients" | "existing_patients";
                        /**
                         * @description `staff_approval`: callers ask for it, and the desk has to agree. `no`: only the desk books it.
                         * @enum {string}
                         */
                        phoneBooking: "at_once" | "staff_approval" | "no";
                        /** @description The room is taken so long before the visit. */
                        setupMinutes: number;
                        /** @description The room is taken so long after the visit. */
                        cleanupMinutes: number;
                        /**
                         * @description What the patient should do beforehand, in a sentence or two for the ear.
                         * @example Please brush your teeth beforehand.
                         */
                        preparation: string | null;
                        /**
                         * @description What is said about the price, in a sentence or two for the ear.
                         * @example A cleaning begins at ninety dollars.
                         */
                        feeNote: string | null;
                        /**
                         * @description After a completed visit the next one is due so much later. Null: it is not repeated.
                         * @example 6
                         */
                        recallMonths: number | null;
                        /** @description By their start. */
                        parts: {
                            /** @enum {string} */
                            role: "dentist" | "hygienist" | "assistant";
                            /**
                             * @description From the start of the visit.
                             * @example 0
                             */
                            fromMinute: number;
                            /**
                             * @description Not included.
                             * @example 20
                             */
                            toMinute: number;
                        }[];
                        /** @description Who may lead it. Empty: everybody of the leading role. */
                        providerIds: string[];
                        /** @description Whether it is offered and booked. Visits that are booked stay when it is out of use. */
                        active: boolean;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            409: components["responses"]["Problem-409"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    HoursOverridesController_list: {
        parameters: {
            query?: {
                /** @description The first day. Today when absent. */
                from?: string;
                /** @description The last day. No end when absent. */
                to?: string;
                /** @description Both when absent. */
                whose?: "house" | "providers";
                /** @description Of this provider only. */
                providerId?: string;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "2026-12-24_house",
                     *           "day": "2026-11-24",
                     *           "providerId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "hours": [
                     *             {
                     *               "startMinute": 540,
                     *               "endMinute": 720
                     *             }
                     *           ],
                     *           "timeZone": "America/Chicago"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /**
                             * @description The day and whose it is.
                             * @example 2026-12-24_house
                             */
                            id: string;
                            /** Format: date */
                            day: string;
                            /** @description Whose hours. Null: those of the house. */
                            providerId: string | null;
                            /** @description Instead of its weekday's. Empty: a day off. */
                            hours: {
                                /**
                                 * @description In minutes of the clinic's local day.
                                 * @example 540
                                 */
                                startMinute: number;
                                /**
                                 * @description Not included; 1440 is midnight.
                                 * @example 720
                                 */
                                endMinute: number;
                            }[];
                            /**
                             * @description The clinic's zone, IANA.
                             * @example America/Chicago
                             */
                            timeZone: string;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    HoursOverridesController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "day": "2026-12-24",
                 *       "providerId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                 *       "hours": [
                 *         {
                 *           "startMinute": 540,
                 *           "endMinute": 720
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: date
                     * @description A day of the clinic.
                     * @example 2026-12-24
                     */
                    day: string;
                    /** @description Whose hours. Null: those of the house. */
                    providerId: string | null;
                    /** @description All hours of that day, instead of its weekday's. Empty: a day off. */
                    hours: {
                        /**
                         * @description In minutes of the clinic's local day.
                         * @example 540
                         */
                        startMinute: number;
                        /**
                         * @description Not included; 1440 is midnight.
                         * @example 720
                         */
                        endMinute: number;
                    }[];
                };
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "2026-12-24_house",
                     *       "day": "2026-11-24",
                     *       "providerId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "hours": [
                     *         {
                     *           "startMinute": 540,
                     *           "endMinute": 720
                     *         }
                     *       ],
                     *       "timeZone": "America/Chicago",
                     *       "appointmentsOutside": [
                     *         "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /**
                         * @description The day and whose it is.
                         * @example 2026-12-24_house
                         */
                        id: string;
                        /** Format: date */
                        day: string;
                        /** @description Whose hours. Null: those of the house. */
                        providerId: string | null;
                        /** @description Instead of its weekday's. Empty: a day off. */
                        hours: {
                            /**
                             * @description In minutes of the clinic's local day.
                             * @example 540
                             */
                            startMinute: number;
                            /**
                             * @description Not included; 1440 is midnight.
                             * @example 720
                             */
                            endMinute: number;
                        }[];
                        /**
                         * @description The clinic's zone, IANA.
                         * @example America/Chicago
                         */
                        timeZone: string;
                        /** @description Appointments that are booked and lie outside of these hours, in whole or in part: somebody has to see to them. */
                        appointmentsOutside: string[];
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
    HoursOverridesController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 2026-12-24_house */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "2026-12-24_house",
                     *       "day": "2026-11-24",
                     *       "providerId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "hours": [
                     *         {
                     *           "startMinute": 540,
                     *           "endMinute": 720
                     *         }
                     *       ],
                     *       "timeZone": "America/Chicago",
                     *       "appointmentsOutside": [
                     *         "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /**
                         * @description The day and whose it is.
                         * @example 2026-12-24_house
                         */
                        id: string;
                        /** Format: date */
                        day: string;
                        /** @description Whose hours. Null: those of the house. */
                        providerId: string | null;
                        /** @description Instead of its weekday's. Empty: a day off. */
                        hours: {
                            /**
                             * @description In minutes of the clinic's local day.
                             * @example 540
                             */
                            startMinute: number;
                            /**
                             * @description Not included; 1440 is midnight.
                             * @example 720
                             */
                            endMinute: number;
                        }[];
                        /**
                         * @description The clinic's zone, IANA.
                         * @example America/Chicago
                         */
                        timeZone: string;
                        /** @description Appointments that are booked and lie outside of these hours, in whole or in part: somebody has to see to them. */
                        appointmentsOutside: string[];
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    HoursOverridesController_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
            };
            path: {
                /** @example 2026-12-24_house */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    HoursOverridesController_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
            };
            path: {
                /** @example 2026-12-24_house */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "hours": [
                 *         {
                 *           "startMinute": 540,
                 *           "endMinute": 720
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description All hours of that day, instead of its weekday's. Empty: a day off. */
                    hours: {
                        /**
                         * @description In minutes of the clinic's local day.
                         * @example 540
                         */
                        startMinute: number;
                        /**
                         * @description Not included; 1440 is midnight.
                         * @example 720
                         */
                        endMinute: number;
                    }[];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "2026-12-24_house",
                     *       "day": "2026-11-24",
                     *       "providerId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "hours": [
                     *         {
                     *           "startMinute": 540,
                     *           "endMinute": 720
                     *         }
                     *       ],
                     *       "timeZone": "America/Chicago",
                     *       "appointmentsOutside": [
                     *         "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /**
                         * @description The day and whose it is.
                         * @example 2026-12-24_house
                         */
                        id: string;
                        /** Format: date */
                        day: string;
                        /** @description Whose hours. Null: those of the house. */
                        providerId: string | null;
                        /** @description Instead of its weekday's. Empty: a day off. */
                        hours: {
                            /**
                             * @description In minutes of the clinic's local day.
                             * @example 540
                             */
                            startMinute: number;
                            /**
                             * @description Not included; 1440 is midnight.
                             * @example 720
                             */
                            endMinute: number;
                        }[];
                        /**
                         * @description The clinic's zone, IANA.
                         * @example America/Chicago
                         */
                        timeZone: string;
                        /** @description Appointments that are booked and lie outside of these hours, in whole or in part: somebody has to see to them. */
                        appointmentsOutside: string[];
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    BlockoutsController_list: {
        parameters: {
            query?: {
                /** @description The first day. Today when absent. */
                from?: string;
                /** @description The last day. No end when absent. */
                to?: string;
                /** @description Of this provider or operatory only. */
                resourceId?: string;
                /** @description `busy`: not to be had at all. `reserved`: only for some types of visit. */
                kind?: "busy" | "reserved";
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "resourceId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "kind": "busy",
                     *           "reason": "break",
                     *           "reserved": {
                     *             "for": [
                     *               "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                     *             ],
                     *             "releaseMinutes": 1
                     *           },
                     *           "startsAt": "2026-11-24T15:30:00Z",
                     *           "startsAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "endsAt": "2026-11-24T15:30:00Z",
                     *           "endsAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "timeZone": "America/Chicago"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            /**
                             * Format: uuid
                             * @description A provider or an operatory.
                             */
                            resourceId: string;
                            /**
                             * @description `busy`: not to be had at all. `reserved`: only for some types of visit.
                             * @enum {string}
                             */
                            kind: "busy" | "reserved";
                            /**
                             * @description `calendar`: read from a calendar outside.
                             * @enum {string}
                             */
                            reason: "break" | "meeting" | "training" | "absence" | "maintenance" | "emergencies" | "new_patients" | "other" | "calendar";
                            /** @description What it is kept for. Null when it is `busy`. */
                            reserved: {
                                for: string[];
                                /** @description So long before it begins it is open to every type. */
                                releaseMinutes: number;
                            } | null;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            startsAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            startsAtLocal: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            endsAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            endsAtLocal: string;
                            /**
                             * @description The clinic's zone, IANA.
                             * @example America/Chicago
                             */
                            timeZone: string;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    BlockoutsController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "resourceId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                 *       "startsAt": "2026-11-24T13:00:00-06:00",
                 *       "endsAt": "2026-11-24T14:30:00-06:00",
                 *       "reason": "break"
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: uuid
                     * @description A provider or an operatory.
                     */
                    resourceId: string;
                    /**
                     * Format: date-time
                     * @example 2026-11-24T13:00:00-06:00
                     */
                    startsAt: string;
                    /**
                     * Format: date-time
                     * @example 2026-11-24T14:30:00-06:00
                     */
                    endsAt: string;
                    /** @enum {string} */
                    reason: "break" | "meeting" | "training" | "absence" | "maintenance" | "emergencies" | "new_patients" | "other";
                    /** @description Null: it is not to be had at all. */
                    reserved?: {
                        /** @description Types of visit that it is kept for. */
                        for: string[];
                        /** @description So long before it begins it is open to every type. */
                        releaseMinutes: number;
                    } | null;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "resourceId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "kind": "busy",
                     *       "reason": "break",
                     *       "reserved": {
                     *         "for": [
                     *           "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                     *         ],
                     *         "releaseMinutes": 1
                     *       },
                     *       "startsAt": "2026-11-24T15:30:00Z",
                     *       "startsAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "endsAt": "2026-11-24T15:30:00Z",
                     *       "endsAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "America/Chicago"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /**
                         * Format: uuid
                         * @description A provider or an operatory.
                         */
                        resourceId: string;
                        /**
                         * @description `busy`: not to be had at all. `reserved`: only for some types of visit.
                         * @enum {string}
                         */
                        kind: "busy" | "reserved";
                        /**
                         * @description `calendar`: read from a calendar outside.
                         * @enum {string}
                         */
                        reason: "break" | "meeting" | "training" | "absence" | "maintenance" | "emergencies" | "new_patients" | "other" | "calendar";
                        /** @description What it is kept for. Null when it is `busy`. */
                        reserved: {
                            for: string[];
                            /** @description So long before it begins it is open to every type. */
                            releaseMinutes: number;
                        } | null;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        startsAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        startsAtLocal: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        endsAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        endsAtLocal: string;
                        /**
                         * @description The clinic's zone, IANA.
                         * @example America/Chicago
                         */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
    BlockoutsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "resourceId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "kind": "busy",
                     *       "reason": "break",
                     *       "reserved": {
                     *         "for": [
                     *           "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                     *         ],
                     *         "releaseMinutes": 1
                     *       },
                     *       "startsAt": "2026-11-24T15:30:00Z",
                     *       "startsAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "endsAt": "2026-11-24T15:30:00Z",
                     *       "endsAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "America/Chicago"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /**
                         * Format: uuid
                         * @description A provider or an operatory.
                         */
                        resourceId: string;
                        /**
                         * @description `busy`: not to be had at all. `reserved`: only for some types of visit.
                         * @enum {string}
                         */
                        kind: "busy" | "reserved";
                        /**
                         * @description `calendar`: read from a calendar outside.
                         * @enum {string}
                         */
                        reason: "break" | "meeting" | "training" | "absence" | "maintenance" | "emergencies" | "new_patients" | "other" | "calendar";
                        /** @description What it is kept for. Null when it is `busy`. */
                        reserved: {
                            for: string[];
                            /** @description So long before it begins it is open to every type. */
                            releaseMinutes: number;
                        } | null;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        startsAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        startsAtLocal: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        endsAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        endsAtLocal: string;
                        /**
                         * @description The clinic's zone, IANA.
                         * @example America/Chicago
                         */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    BlockoutsController_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            409: components["responses"]["Problem-409"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    WeeklyBlockoutsController_list: {
        parameters: {
            query?: {
                /** @description Those that still hold on this day, or will later. Today when absent. */
                from?: string;
                /** @description Of this provider or operatory only. */
                resourceId?: string;
                /** @description `busy`: not to be had at all. `reserved`: only for some types of visit. */
                kind?: "busy" | "reserved";
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "resourceId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "kind": "busy",
                     *           "reason": "break",
                     *           "reserved": {
                     *             "for": [
                     *               "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                     *             ],
                     *             "releaseMinutes": 1
                     *           },
                     *           "weekday": 1,
                     *           "startMinute": 540,
                     *           "endMinute": 720,
                     *           "validFrom": "2026-11-24",
                     *           "validUntil": "2026-11-24",
                     *           "timeZone": "America/Chicago"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            /**
                             * Format: uuid
                             * @description A provider or an operatory.
                             */
                            resourceId: string;
                            /**
                             * @description `busy`: not to be had at all. `reserved`: only for some types of visit.
                             * @enum {string}
                             */
                            kind: "busy" | "reserved";
                            /** @enum {string} */
                            reason: "break" | "meeting" | "training" | "absence" | "maintenance" | "emergencies" | "new_patients" | "other";
                            /** @description What it is kept for. Null when it is `busy`. */
                            reserved: {
                                for: string[];
                                /** @description So long before it begins it is open to every type. */
                                releaseMinutes: number;
                            } | null;
                            /** @description ISO: 1 is Monday, 7 is Sunday. */
                            weekday: number;
                            /**
                             * @description In minutes of the clinic's local day.
                             * @example 540
                             */
                            startMinute: number;
                            /**
                             * @description Not included; 1440 is midnight.
                             * @example 720
                             */
                            endMinute: number;
                            /** Format: date */
                            validFrom: string;
                            /** @description The last day. Null: until further notice. */
                            validUntil: string | null;
                            /**
                             * @description The clinic's zone, IANA.
                             * @example America/Chicago
                             */
                            timeZone: string;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    WeeklyBlockoutsController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "resourceId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                 *       "weekday": 1,
                 *       "startMinute": 540,
                 *       "endMinute": 720,
                 *       "validFrom": "2026-12-01",
                 *       "reason": "break"
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: uuid
                     * @description A provider or an operatory.
                     */
                    resourceId: string;
                    /** @description ISO: 1 is Monday, 7 is Sunday. */
                    weekday: number;
                    /**
                     * @description In minutes of the clinic's local day.
                     * @example 540
                     */
                    startMinute: number;
                    /**
                     * @description Not included; 1440 is midnight.
                     * @example 720
                     */
                    endMinute: number;
                    /**
                     * Format: date
                     * @description The first day.
                     * @example 2026-12-01
                     */
                    validFrom: string;
                    /** @description The last day. Null: until further notice. */
                    validUntil?: string | null;
                    /** @enum {string} */
                    reason: "break" | "meeting" | "training" | "absence" | "maintenance" | "emergencies" | "new_patients" | "other";
                    /** @description Null: it is not to be had at all. */
                    reserved?: {
                        /** @description Types of visit that it is kept for. */
                        for: string[];
                        /** @description So long before it begins it is open to every type. */
                        releaseMinutes: number;
                    } | null;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "resourceId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "kind": "busy",
                     *       "reason": "break",
                     *       "reserved": {
                     *         "for": [
                     *           "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                     *         ],
                     *         "releaseMinutes": 1
                     *       },
                     *       "weekday": 1,
                     *       "startMinute": 540,
                     *       "endMinute": 720,
                     *       "validFrom": "2026-11-24",
                     *       "validUntil": "2026-11-24",
                     *       "timeZone": "America/Chicago"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /**
                         * Format: uuid
                         * @description A provider or an operatory.
                         */
                        resourceId: string;
                        /**
                         * @description `busy`: not to be had at all. `reserved`: only for some types of visit.
                         * @enum {string}
                         */
                        kind: "busy" | "reserved";
                        /** @enum {string} */
                        reason: "break" | "meeting" | "training" | "absence" | "maintenance" | "emergencies" | "new_patients" | "other";
                        /** @description What it is kept for. Null when it is `busy`. */
                        reserved: {
                            for: string[];
                            /** @description So long before it begins it is open to every type. */
                            releaseMinutes: number;
                        } | null;
                        /** @description ISO: 1 is Monday, 7 is Sunday. */
                        weekday: number;
                        /**
                         * @description In minutes of the clinic's local day.
                         * @example 540
                         */
                        startMinute: number;
                        /**
                         * @description Not included; 1440 is midnight.
                         * @example 720
                         */
                        endMinute: number;
                        /** Format: date */
                        validFrom: string;
                        /** @description The last day. Null: until further notice. */
                        validUntil: string | null;
                        /**
                         * @description The clinic's zone, IANA.
                         * @example America/Chicago
                         */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    WeeklyBlockoutsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "resourceId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "kind": "busy",
                     *       "reason": "break",
                     *       "reserved": {
                     *         "for": [
                     *           "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                     *         ],
                     *         "releaseMinutes": 1
                     *       },
                     *       "weekday": 1,
                     *       "startMinute": 540,
                     *       "endMinute": 720,
                     *       "validFrom": "2026-11-24",
                     *       "validUntil": "2026-11-24",
                     *       "timeZone": "America/Chicago"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /**
                         * Format: uuid
                         * @description A provider or an operatory.
                         */
                        resourceId: string;
                        /**
                         * @description `busy`: not to be had at all. `reserved`: only for some types of visit.
                         * @enum {string}
                         */
                        kind: "busy" | "reserved";
                        /** @enum {string} */
                        reason: "break" | "meeting" | "training" | "absence" | "maintenance" | "emergencies" | "new_patients" | "other";
                        /** @description What it is kept for. Null when it is `busy`. */
                        reserved: {
                            for: string[];
                            /** @description So long before it begins it is open to every type. */
                            releaseMinutes: number;
                        } | null;
                        /** @description ISO: 1 is Monday, 7 is Sunday. */
                        weekday: number;
                        /**
                         * @description In minutes of the clinic's local day.
                         * @example 540
                         */
                        startMinute: number;
                        /**
                         * @description Not included; 1440 is midnight.
                         * @example 720
                         */
                        endMinute: number;
                        /** Format: date */
                        validFrom: string;
                        /** @description The last day. Null: until further notice. */
                        validUntil: string | null;
                        /**
                         * @description The clinic's zone, IANA.
                         * @example America/Chicago
                         */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    WeeklyBlockoutsController_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    WeeklyBlockoutsController_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "validUntil": "2026-11-24"
                 *     }
                 */
                "application/json": {
                    /** @description The last day. Null: until further notice. */
                    validUntil: string | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "resourceId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "kind": "busy",
                     *       "reason": "break",
                     *       "reserved": {
                     *         "for": [
                     *           "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                     *         ],
                     *         "releaseMinutes": 1
                     *       },
                     *       "weekday": 1,
                     *       "startMinute": 540,
                     *       "endMinute": 720,
                     *       "validFrom": "2026-11-24",
                     *       "validUntil": "2026-11-24",
                     *       "timeZone": "America/Chicago"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /**
                         * Format: uuid
                         * @description A provider or an operatory.
                         */
                        resourceId: string;
                        /**
                         * @description `busy`: not to be had at all. `reserved`: only for some types of visit.
                         * @enum {string}
                         */
                        kind: "busy" | "reserved";
                        /** @enum {string} */
                        reason: "break" | "meeting" | "training" | "absence" | "maintenance" | "emergencies" | "new_patients" | "other";
                        /** @description What it is kept for. Null when it is `busy`. */
                        reserved: {
                            for: string[];
                            /** @description So long before it begins it is open to every type. */
                            releaseMinutes: number;
                        } | null;
                        /** @description ISO: 1 is Monday, 7 is Sunday. */
                        weekday: number;
                        /**
                         * @description In minutes of the clinic's local day.
                         * @example 540
                         */
                        startMinute: number;
                        /**
                         * @description Not included; 1440 is midnight.
                         * @example 720
                         */
                        endMinute: number;
                        /** Format: date */
                        validFrom: string;
                        /** @description The last day. Null: until further notice. */
                        validUntil: string | null;
                        /**
                         * @description The clinic's zone, IANA.
                         * @example America/Chicago
                         */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    CalendarsController_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                secret: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The calendar. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["Problem-404"];
            429: components["responses"]["Problem-429"];
            default: components["responses"]["Problem-default"];
        };
    };
    MessagesController_list: {
        parameters: {
            query?: {
                /** @description `inbound`: a person has sent it to the clinic. */
                direction?: "inbound" | "outbound";
                /** @description `confirmation`, `reminder` and `waitlist_offer` ask for an answer. `reply`: an answer of ours; `code`: proves who is on the phone; `details`: what a caller wanted in writing, or news of a visit; `staff`: written by somebody of the staff; `received`: from a person. */
                kind?: "confirmation" | "reminder" | "waitlist_offer" | "reply" | "code" | "details" | "staff" | "received";
                /** @description `queued` and `sending`: on its way to the carrier; `sent`: the carrier has it; `delivered`, `undelivered`: what the handset said; `failed`: the carrier refused it or gave up; `suppressed`: not sent, because the number does not want texts or can not get any; `received`: from a person. */
                status?: "queued" | "sending" | "sent" | "delivered" | "undelivered" | "failed" | "suppressed" | "received";
                /** @description Only those that a call had sent. */
                callSid?: string;
                /** @description Only those about a visit. */
                appointmentId?: string;
                /** @description Included. */
                createdAfter?: string;
                /** @description Not included. */
                createdBefore?: string;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "direction": "inbound",
                     *           "kind": "confirmation",
                     *           "status": "queued",
                     *           "ourNumber": "text",
                     *           "theirNumber": "text",
                     *           "body": "text",
                     *           "segments": 1,
                     *           "callSid": "text",
                     *           "appointmentId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "errorCode": "text",
                     *           "createdAt": "2026-11-24T15:30:00Z",
                     *           "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "updatedAt": "2026-11-24T15:30:00Z",
                     *           "updatedAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "timeZone": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            /**
                             * @description `inbound`: a person has sent it to the clinic.
                             * @enum {string}
                             */
                            direction: "inbound" | "outbound";
                            /**
                             * @description `confirmation`, `reminder` and `waitlist_offer` ask for an answer. `reply`: an answer of ours; `code`: proves who is on the phone; `details`: what a caller wanted in writing, or news of a visit; `staff`: written by somebody of the staff; `received`: from a person.
                             * @enum {string}
                             */
                            kind: "confirmation" | "reminder" | "waitlist_offer" | "reply" | "code" | "details" | "staff" | "received";
                            /**
                             * @description `queued` and `sending`: on its way to the carrier; `sent`: the carrier has it; `delivered`, `undelivered`: what the handset said; `failed`: the carrier refused it or gave up; `suppressed`: not sent, because the number does not want texts or can not get any; `received`: from a person.
                             * @enum {string}
                             */
                            status: "queued" | "sending" | "sent" | "delivered" | "undelivered" | "failed" | "suppressed" | "received";
                            /** @description The clinic's number, E.164. */
                            ourNumber: string;
                            /** @description As it was said or sent when it is not E.164. */
                            theirNumber: string;
                            /** @description Null for codes, which are for nobody but who gets them. */
                            body: string | null;
                            /** @description The parts that it takes to send it; null for codes. */
                            segments: number | null;
                            /** @description The call that had it sent. */
                            callSid: string | null;
                            /** @description The visit that it is about. */
                            appointmentId: string | null;
                            /** @description The carrier's code for why it did not arrive. */
                            errorCode: string | null;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            createdAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            createdAtLocal: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            updatedAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            updatedAtLocal: string;
                            /** @description The clinic's zone, IANA. */
                            timeZone: string;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    MessagesController_send: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "to": "+15125550143",
                 *       "body": "Lakeside Dental: your night guard is ready. You can pick it up until 5 PM."
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Whom to text; this or `patientId`.
                     * @example +15125550143
                     */
                    to?: string;
                    /**
                     * Format: uuid
                     * @description Texts the number that is on file for the patient.
                     */
                    patientId?: string;
                    /**
                     * @description At most 4 parts: 612 plain characters, or 268 when one of them is an emoji, a typographic apostrophe or the like. Nothing medical: others read the screen of a phone. Numbers of cards are taken out.
                     * @example Lakeside Dental: your night guard is ready. You can pick it up until 5 PM.
                     */
                    body: string;
                };
            };
        };
        responses: {
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "direction": "inbound",
                     *       "kind": "confirmation",
                     *       "status": "queued",
                     *       "ourNumber": "text",
                     *       "theirNumber": "text",
                     *       "body": "text",
                     *       "segments": 1,
                     *       "callSid": "text",
                     *       "appointmentId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "errorCode": "text",
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "updatedAt": "2026-11-24T15:30:00Z",
                     *       "updatedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /**
                         * @description `inbound`: a person has sent it to the clinic.
                         * @enum {string}
                         */
                        direction: "inbound" | "outbound";
                        /**
                         * @description `confirmation`, `reminder` and `waitlist_offer` ask for an answer. `reply`: an answer of ours; `code`: proves who is on the phone; `details`: what a caller wanted in writing, or news of a visit; `staff`: written by somebody of the staff; `received`: from a person.
                         * @enum {string}
                         */
                        kind: "confirmation" | "reminder" | "waitlist_offer" | "reply" | "code" | "details" | "staff" | "received";
                        /**
                         * @description `queued` and `sending`: on its way to the carrier; `sent`: the carrier has it; `delivered`, `undelivered`: what the handset said; `failed`: the carrier refused it or gave up; `suppressed`: not sent, because the number does not want texts or can not get any; `received`: from a person.
                         * @enum {string}
                         */
                        status: "queued" | "sending" | "sent" | "delivered" | "undelivered" | "failed" | "suppressed" | "received";
                        /** @description The clinic's number, E.164. */
                        ourNumber: string;
                        /** @description As it was said or sent when it is not E.164. */
                        theirNumber: string;
                        /** @description Null for codes, which are for nobody but who gets them. */
                        body: string | null;
                        /** @description The parts that it takes to send it; null for codes. */
                        segments: number | null;
                        /** @description The call that had it sent. */
                        callSid: string | null;
                        /** @description The visit that it is about. */
                        appointmentId: string | null;
                        /** @description The carrier's code for why it did not arrive. */
                        errorCode: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        updatedAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        updatedAtLocal: string;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
    MessagesController_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "direction": "inbound",
                     *       "kind": "confirmation",
                     *       "status": "queued",
                     *       "ourNumber": "text",
                     *       "theirNumber": "text",
                     *       "body": "text",
                     *       "segments": 1,
                     *       "callSid": "text",
                     *       "appointmentId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "errorCode": "text",
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "updatedAt": "2026-11-24T15:30:00Z",
                     *       "updatedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /**
                         * @description `inbound`: a person has sent it to the clinic.
                         * @enum {string}
                         */
                        direction: "inbound" | "outbound";
                        /**
                         * @description `confirmation`, `reminder` and `waitlist_offer` ask for an answer. `reply`: an answer of ours; `code`: proves who is on the phone; `details`: what a caller wanted in writing, or news of a visit; `staff`: written by somebody of the staff; `received`: from a person.
                         * @enum {string}
                         */
                        kind: "confirmation" | "reminder" | "waitlist_offer" | "reply" | "code" | "details" | "staff" | "received";
                        /**
                         * @description `queued` and `sending`: on its way to the carrier; `sent`: the carrier has it; `delivered`, `undelivered`: what the handset said; `failed`: the carrier refused it or gave up; `suppressed`: not sent, because the number does not want texts or can not get any; `received`: from a person.
                         * @enum {string}
                         */
                        status: "queued" | "sending" | "sent" | "delivered" | "undelivered" | "failed" | "suppressed" | "received";
                        /** @description The clinic's number, E.164. */
                        ourNumber: string;
                        /** @description As it was said or sent when it is not E.164. */
                        theirNumber: string;
                        /** @description Null for codes, which are for nobody but who gets them. */
                        body: string | null;
                        /** @description The parts that it takes to send it; null for codes. */
                        segments: number | null;
                        /** @description The call that had it sent. */
                        callSid: string | null;
                        /** @description The visit that it is about. */
                        appointmentId: string | null;
                        /** @description The carrier's code for why it did not arrive. */
                        errorCode: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        updatedAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        updatedAtLocal: string;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    WaitlistController_list: {
        parameters: {
            query?: {
                /** @description `waiting`: gets the next time that suits. `offered`: has been offered one and not answered yet. `booked`: took an offer. `removed`: wants no more. `expired`: the days they wanted are over, or their visit has begun. */
                status?: "waiting" | "offered" | "booked" | "removed" | "expired";
                /** @description Of this appointment type. */
                typeId?: string;
                patientId?: string;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "patientId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "typeId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "providerId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "appointmentId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "fromDay": "2026-11-24",
                     *           "untilDay": "2026-11-24",
                     *           "weekdays": [
                     *             1
                     *           ],
                     *           "earliestMinute": 1,
                     *           "latestMinute": 1,
                     *           "minNoticeMinutes": 1,
                     *           "phone": "text",
                     *           "status": "waiting",
                     *           "createdAt": "2026-11-24T15:30:00Z",
                     *           "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "closedAt": "2026-11-24T15:30:00Z",
                     *           "closedAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "timeZone": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            patientId: string;
                            /**
                             * Format: uuid
                             * @description The appointment type of the visit.
                             */
                            typeId: string;
                            /** @description With this provider only. Null: with anybody. */
                            providerId: string | null;
                            /** @description The visit that an earlier one would replace. */
                            appointmentId: string | null;
                            /** Format: date */
                            fromDay: string;
                            /**
                             * Format: date
                             * @description Included.
                             */
                            untilDay: string;
                            /** @description ISO: 1 is Monday. */
                            weekdays: number[];
                            /** @description Of the start, in minutes of the clinic's day: from here on. */
                            earliestMinute: number;
                            /** @description Before here. */
                            latestMinute: number;
                            /** @description They need so long to come. */
                            minNoticeMinutes: number;
                            /** @description E.164: where offers go. */
                            phone: string;
                            /**
                             * @description `waiting`: gets the next time that suits. `offered`: has been offered one and not answered yet. `booked`: took an offer. `removed`: wants no more. `expired`: the days they wanted are over, or their visit has begun.
                             * @enum {string}
                             */
                            status: "waiting" | "offered" | "booked" | "removed" | "expired";
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            createdAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            createdAtLocal: string;
                            closedAt: string | null;
                            closedAtLocal: string | null;
                            /** @description The clinic's zone, IANA. */
                            timeZone: string;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    WaitlistController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "patientId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                 *       "typeId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                 *       "fromDay": "2026-11-24",
                 *       "untilDay": "2026-11-24"
                 *     }
                 */
                "application/json": {
                    /** Format: uuid */
                    patientId: string;
                    /**
                     * Format: uuid
                     * @description The appointment type of the visit.
                     */
                    typeId: string;
                    /**
                     * @description With this provider only. Null: with anybody.
                     * @default null
                     */
                    providerId?: string | null;
                    /**
                     * @description The visit to come that an earlier one would replace. Null when they hold none.
                     * @default null
                     */
                    appointmentId?: string | null;
                    /**
                     * Format: date
                     * @example 2026-11-24
                     */
                    fromDay: string;
                    /**
                     * Format: date
                     * @description Included.
                     * @example 2026-11-24
                     */
                    untilDay: string;
                    /**
                     * @description ISO: 1 is Monday.
                     * @default [
                     *       1,
                     *       2,
                     *       3,
                     *       4,
                     *       5,
                     *       6,
                     *       7
                     *     ]
                     */
                    weekdays?: number[];
                    /**
                     * @description Of the start, in minutes of the clinic's day: from here on.
                     * @default 0
                     */
                    earliestMinute?: number;
                    /**
                     * @description Before here.
                     * @default 1440
                     */
                    latestMinute?: number;
                    /**
                     * @description They need so long to come.
                     * @default 120
                     */
                    minNoticeMinutes?: number;
                };
            };
        };
        responses: {
            /** @description They were on the list for this type: they keep their place, with what they want now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "patientId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "typeId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "providerId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "appointmentId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "fromDay": "2026-11-24",
                     *       "untilDay": "2026-11-24",
                     *       "weekdays": [
                     *         1
                     *       ],
                     *       "earliestMinute": 1,
                     *       "latestMinute": 1,
                     *       "minNoticeMinutes": 1,
                     *       "phone": "text",
                     *       "status": "waiting",
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "closedAt": "2026-11-24T15:30:00Z",
                     *       "closedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text",
                     *       "offers": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "typeId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "providerId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "operatoryId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "startsAt": "2026-11-24T15:30:00Z",
                     *           "startsAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "endsAt": "2026-11-24T15:30:00Z",
                     *           "endsAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "status": "open",
                     *           "phone": "text",
                     *           "offeredAt": "2026-11-24T15:30:00Z",
                     *           "offeredAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "answerBy": "2026-11-24T15:30:00Z",
                     *           "answerByLocal": "2026-11-24T09:30:00-06:00",
                     *           "closedAt": "2026-11-24T15:30:00Z",
                     *           "closedAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "appointmentId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** Format: uuid */
                        patientId: string;
                        /**
                         * Format: uuid
                         * @description The appointment type of the visit.
                         */
                        typeId: string;
                        /** @description With this provider only. Null: with anybody. */
                        providerId: string | null;
                        /** @description The visit that an earlier one would replace. */
                        appointmentId: string | null;
                        /** Format: date */
                        fromDay: string;
                        /**
                         * Format: date
                         * @description Included.
                         */
                        untilDay: string;
                        /** @description ISO: 1 is Monday. */
                        weekdays: number[];
                        /** @description Of the start, in minutes of the clinic's day: from here on. */
                        earliestMinute: number;
                        /** @description Before here. */
                        latestMinute: number;
                        /** @description They need so long to come. */
                        minNoticeMinutes: number;
                        /** @description E.164: where offers go. */
                        phone: string;
                        /**
                         * @description `waiting`: gets the next time that suits. `offered`: has been offered one and not answered yet. `booked`: took an offer. `removed`: wants no more. `expired`: the days they wanted are over, or their visit has begun.
                         * @enum {string}
                         */
                        status: "waiting" | "offered" | "booked" | "removed" | "expired";
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        closedAt: string | null;
                        closedAtLocal: string | null;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                        /** @description What they were offered, the first offer first. */
                        offers: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            typeId: string;
                            /** Format: uuid */
                            providerId: string;
                            /** Format: uuid */
                            operatoryId: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            startsAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            startsAtLocal: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            endsAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            endsAtLocal: string;
                            /**
                             * @description `withdrawn`: whom it was made to wants no earlier time any more, or holds one.
                             * @enum {string}
                             */
                            status: "open" | "accepted" | "declined" | "expired" | "withdrawn";
                            /** @description E.164: the number that was asked, whatever the entry's is now. */
                            phone: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            offeredAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            offeredAtLocal: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            answerBy: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            answerByLocal: string;
                            closedAt: string | null;
                            closedAtLocal: string | null;
                            /** @description The visit that came of it. */
                            appointmentId: string | null;
                        }[];
                    };
                };
            };
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "patientId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "typeId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "providerId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "appointmentId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "fromDay": "2026-11-24",
                     *       "untilDay": "2026-11-24",
                     *       "weekdays": [
                     *         1
                     *       ],
                     *       "earliestMinute": 1,
                     *       "latestMinute": 1,
                     *       "minNoticeMinutes": 1,
                     *       "phone": "text",
                     *       "status": "waiting",
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "closedAt": "2026-11-24T15:30:00Z",
                     *       "closedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text",
                     *       "offers": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "typeId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "providerId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "operatoryId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "startsAt": "2026-11-24T15:30:00Z",
                     *           "startsAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "endsAt": "2026-11-24T15:30:00Z",
                     *           "endsAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "status": "open",
                     *           "phone": "text",
                     *           "offeredAt": "2026-11-24T15:30:00Z",
                     *           "offeredAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "answerBy": "2026-11-24T15:30:00Z",
                     *           "answerByLocal": "2026-11-24T09:30:00-06:00",
                     *           "closedAt": "2026-11-24T15:30:00Z",
                     *           "closedAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "appointmentId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** Format: uuid */
                        patientId: string;
                        /**
                         * Format: uuid
                         * @description The appointment type of the visit.
                         */
                        typeId: string;
                        /** @description With this provider only. Null: with anybody. */
                        providerId: string | null;
                        /** @description The visit that an earlier one would replace. */
                        appointmentId: string | null;
                        /** Format: date */
                        fromDay: string;
                        /**
                         * Format: date
                         * @description Included.
                         */
                        untilDay: string;
                        /** @description ISO: 1 is Monday. */
                        weekdays: number[];
                        /** @description Of the start, in minutes of the clinic's day: from here on. */
                        earliestMinute: number;
                        /** @description Before here. */
                        latestMinute: number;
                        /** @description They need so long to come. */
                        minNoticeMinutes: number;
                        /** @description E.164: where offers go. */
                        phone: string;
                        /**
                         * @description `waiting`: gets the next time that suits. `offered`: has been offered one and not answered yet. `booked`: took an offer. `removed`: wants no more. `expired`: the days they wanted are over, or their visit has begun.
                         * @enum {string}
                         */
                        status: "waiting" | "offered" | "booked" | "removed" | "expired";
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        closedAt: string | null;
                        closedAtLocal: string | null;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                        /** @description What they were offered, the first offer first. */
                        offers: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            typeId: string;
                            /** Format: uuid */
                            providerId: string;
                            /** Format: uuid */
                            operatoryId: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            startsAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            startsAtLocal: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            endsAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            endsAtLocal: string;
                            /**
                             * @description `withdrawn`: whom it was made to wants no earlier time any more, or holds one.
                             * @enum {string}
                             */
                            status: "open" | "accepted" | "declined" | "expired" | "withdrawn";
                            /** @description E.164: the number that was asked, whatever the entry's is now. */
                            phone: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            offeredAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            offeredAtLocal: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            answerBy: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            answerByLocal: string;
                            closedAt: string | null;
                            closedAtLocal: string | null;
                            /** @description The visit that came of it. */
                            appointmentId: string | null;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
    WaitlistController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "patientId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "typeId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "providerId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "appointmentId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "fromDay": "2026-11-24",
                     *       "untilDay": "2026-11-24",
                     *       "weekdays": [
                     *         1
                     *       ],
                     *       "earliestMinute": 1,
                     *       "latestMinute": 1,
                     *       "minNoticeMinutes": 1,
                     *       "phone": "text",
                     *       "status": "waiting",
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "closedAt": "2026-11-24T15:30:00Z",
                     *       "closedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text",
                     *       "offers": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "typeId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "providerId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "operatoryId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "startsAt": "2026-11-24T15:30:00Z",
                     *           "startsAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "endsAt": "2026-11-24T15:30:00Z",
                     *           "endsAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "status": "open",
                     *           "phone": "text",
                     *           "offeredAt": "2026-11-24T15:30:00Z",
                     *           "offeredAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "answerBy": "2026-11-24T15:30:00Z",
                     *           "answerByLocal": "2026-11-24T09:30:00-06:00",
                     *           "closedAt": "2026-11-24T15:30:00Z",
                     *           "closedAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "appointmentId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** Format: uuid */
                        patientId: string;
                        /**
                         * Format: uuid
                         * @description The appointment type of the visit.
                         */
                        typeId: string;
                        /** @description With this provider only. Null: with anybody. */
                        providerId: string | null;
                        /** @description The visit that an earlier one would replace. */
                        appointmentId: string | null;
                        /** Format: date */
                        fromDay: string;
                        /**
                         * Format: date
                         * @description Included.
                         */
                        untilDay: string;
                        /** @description ISO: 1 is Monday. */
                        weekdays: number[];
                        /** @description Of the start, in minutes of the clinic's day: from here on. */
                        earliestMinute: number;
                        /** @description Before here. */
                        latestMinute: number;
                        /** @description They need so long to come. */
                        minNoticeMinutes: number;
                        /** @description E.164: where offers go. */
                        phone: string;
                        /**
                         * @description `waiting`: gets the next time that suits. `offered`: has been offered one and not answered yet. `booked`: took an offer. `removed`: wants no more. `expired`: the days they wanted are over, or their visit has begun.
                         * @enum {string}
                         */
                        status: "waiting" | "offered" | "booked" | "removed" | "expired";
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        closedAt: string | null;
                        closedAtLocal: string | null;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                        /** @description What they were offered, the first offer first. */
                        offers: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            typeId: string;
                            /** Format: uuid */
                            providerId: string;
                            /** Format: uuid */
                            operatoryId: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            startsAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            startsAtLocal: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            endsAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            endsAtLocal: string;
                            /**
                             * @description `withdrawn`: whom it was made to wants no earlier time any more, or holds one.
                             * @enum {string}
                             */
                            status: "open" | "accepted" | "declined" | "expired" | "withdrawn";
                            /** @description E.164: the number that was asked, whatever the entry's is now. */
                            phone: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            offeredAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            offeredAtLocal: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            answerBy: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            answerByLocal: string;
                            closedAt: string | null;
                            closedAtLocal: string | null;
                            /** @description The visit that came of it. */
                            appointmentId: string | null;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    WaitlistController_withdraw: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "patientId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "typeId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "providerId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "appointmentId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "fromDay": "2026-11-24",
                     *       "untilDay": "2026-11-24",
                     *       "weekdays": [
                     *         1
                     *       ],
                     *       "earliestMinute": 1,
                     *       "latestMinute": 1,
                     *       "minNoticeMinutes": 1,
                     *       "phone": "text",
                     *       "status": "waiting",
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "closedAt": "2026-11-24T15:30:00Z",
                     *       "closedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text",
                     *       "offers": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "typeId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "providerId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "operatoryId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "startsAt": "2026-11-24T15:30:00Z",
                     *           "startsAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "endsAt": "2026-11-24T15:30:00Z",
                     *           "endsAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "status": "open",
                     *           "phone": "text",
                     *           "offeredAt": "2026-11-24T15:30:00Z",
                     *           "offeredAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "answerBy": "2026-11-24T15:30:00Z",
                     *           "answerByLocal": "2026-11-24T09:30:00-06:00",
                     *           "closedAt": "2026-11-24T15:30:00Z",
                     *           "closedAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "appointmentId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** Format: uuid */
                        patientId: string;
                        /**
                         * Format: uuid
                         * @description The appointment type of the visit.
                         */
                        typeId: string;
                        /** @description With this provider only. Null: with anybody. */
                        providerId: string | null;
                        /** @description The visit that an earlier one would replace. */
                        appointmentId: string | null;
                        /** Format: date */
                        fromDay: string;
                        /**
                         * Format: date
                         * @description Included.
                         */
                        untilDay: string;
                        /** @description ISO: 1 is Monday. */
                        weekdays: number[];
                        /** @description Of the start, in minutes of the clinic's day: from here on. */
                        earliestMinute: number;
                        /** @description Before here. */
                        latestMinute: number;
                        /** @description They need so long to come. */
                        minNoticeMinutes: number;
                        /** @description E.164: where offers go. */
                        phone: string;
                        /**
                         * @description `waiting`: gets the next time that suits. `offered`: has been offered one and not answered yet. `booked`: took an offer. `removed`: wants no more. `expired`: the days they wanted are over, or their visit has begun.
                         * @enum {string}
                         */
                        status: "waiting" | "offered" | "booked" | "removed" | "expired";
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        closedAt: string | null;
                        closedAtLocal: string | null;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                        /** @description What they were offered, the first offer first. */
                        offers: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            typeId: string;
                            /** Format: uuid */
                            providerId: string;
                            /** Format: uuid */
                            operatoryId: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            startsAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            startsAtLocal: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            endsAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            endsAtLocal: string;
                            /**
                             * @description `withdrawn`: whom it was made to wants no earlier time any more, or holds one.
                             * @enum {string}
                             */
                            status: "open" | "accepted" | "declined" | "expired" | "withdrawn";
                            /** @description E.164: the number that was asked, whatever the entry's is now. */
                            phone: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            offeredAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            offeredAtLocal: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            answerBy: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            answerByLocal: string;
                            closedAt: string | null;
                            closedAtLocal: string | null;
                            /** @description The visit that came of it. */
                            appointmentId: string | null;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
    RecallsController_list: {
        parameters: {
            query?: {
                /** @description `open`: nobody has reminded the patient of it yet. `contacted`: somebody has. `booked`: the visit is on the schedule. `stopped`: the patient does not want to be reminded. */
                status?: "open" | "contacted" | "booked" | "stopped";
                /** @description Due after this day. */
                dueAfter?: string;
                /** @description Due before this day. */
                dueBefore?: string;
                patientId?: string;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "patientId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "typeId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "intervalMonths": 1,
                     *           "dueOn": "2026-11-24",
                     *           "lastVisitOn": "2026-11-24",
                     *           "status": "open",
                     *           "contactedAt": "2026-11-24T15:30:00Z",
                     *           "contactedAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "contacts": 1,
                     *           "appointmentId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "timeZone": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            patientId: string;
                            /**
                             * Format: uuid
                             * @description The appointment type that is to be repeated.
                             */
                            typeId: string;
                            intervalMonths: number;
                            /** Format: date */
                            dueOn: string;
                            /** @description Null: there was no visit of the type yet. */
                            lastVisitOn: string | null;
                            /**
                             * @description `open`: nobody has reminded the patient of it yet. `contacted`: somebody has. `booked`: the visit is on the schedule. `stopped`: the patient does not want to be reminded.
                             * @enum {string}
                             */
                            status: "open" | "contacted" | "booked" | "stopped";
                            contactedAt: string | null;
                            contactedAtLocal: string | null;
                            /** @description How often the patient was reminded since the last visit; the last time was `contactedAt`. */
                            contacts: number;
                            /** @description The visit to come. Null unless `booked`. */
                            appointmentId: string | null;
                            /** @description The clinic's zone, IANA. */
                            timeZone: string;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    RecallsController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "patientId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                 *       "typeId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                 *     }
                 */
                "application/json": {
                    /** Format: uuid */
                    patientId: string;
                    /**
                     * Format: uuid
                     * @description The appointment type that is to be repeated.
                     */
                    typeId: string;
                    /**
                     * @description Null: as often as the type says.
                     * @default null
                     */
                    intervalMonths?: number | null;
                    /** @description Null: so long after the last visit of the type, or from today. */
                    dueOn?: string | null;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "patientId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "typeId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "intervalMonths": 1,
                     *       "dueOn": "2026-11-24",
                     *       "lastVisitOn": "2026-11-24",
                     *       "status": "open",
                     *       "contactedAt": "2026-11-24T15:30:00Z",
                     *       "contactedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "contacts": 1,
                     *       "appointmentId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** Format: uuid */
                        patientId: string;
                        /**
                         * Format: uuid
                         * @description The appointment type that is to be repeated.
                         */
                        typeId: string;
                        intervalMonths: number;
                        /** Format: date */
                        dueOn: string;
                        /** @description Null: there was no visit of the type yet. */
                        lastVisitOn: string | null;
                        /**
                         * @description `open`: nobody has reminded the patient of it yet. `contacted`: somebody has. `booked`: the visit is on the schedule. `stopped`: the patient does not want to be reminded.
                         * @enum {string}
                         */
                        status: "open" | "contacted" | "booked" | "stopped";
                        contactedAt: string | null;
                        contactedAtLocal: string | null;
                        /** @description How often the patient was reminded since the last visit; the last time was `contactedAt`. */
                        contacts: number;
                        /** @description The visit to come. Null unless `booked`. */
                        appointmentId: string | null;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
    RecallsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "patientId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "typeId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "intervalMonths": 1,
                     *       "dueOn": "2026-11-24",
                     *       "lastVisitOn": "2026-11-24",
                     *       "status": "open",
                     *       "contactedAt": "2026-11-24T15:30:00Z",
                     *       "contactedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "contacts": 1,
                     *       "appointmentId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** Format: uuid */
                        patientId: string;
                        /**
                         * Format: uuid
                         * @description The appointment type that is to be repeated.
                         */
                        typeId: string;
                        intervalMonths: number;
                        /** Format: date */
                        dueOn: string;
                        /** @description Null: there was no visit of the type yet. */
                        lastVisitOn: string | null;
                        /**
                         * @description `open`: nobody has reminded the patient of it yet. `contacted`: somebody has. `booked`: the visit is on the schedule. `stopped`: the patient does not want to be reminded.
                         * @enum {string}
                         */
                        status: "open" | "contacted" | "booked" | "stopped";
                        contactedAt: string | null;
                        contactedAtLocal: string | null;
                        /** @description How often the patient was reminded since the last visit; the last time was `contactedAt`. */
                        contacts: number;
                        /** @description The visit to come. Null unless `booked`. */
                        appointmentId: string | null;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    RecallsController_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "dueOn": "2026-11-24"
                 *     }
                 */
                "application/json": {
                    /** @description The day follows from it, unless that is given, too. */
                    intervalMonths?: number;
                    /**
                     * Format: date
                     * @description Until the next visit has taken place; from then on the interval counts.
                     * @example 2026-11-24
                     */
                    dueOn?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "patientId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "typeId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "intervalMonths": 1,
                     *       "dueOn": "2026-11-24",
                     *       "lastVisitOn": "2026-11-24",
                     *       "status": "open",
                     *       "contactedAt": "2026-11-24T15:30:00Z",
                     *       "contactedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "contacts": 1,
                     *       "appointmentId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** Format: uuid */
                        patientId: string;
                        /**
                         * Format: uuid
                         * @description The appointment type that is to be repeated.
                         */
                        typeId: string;
                        intervalMonths: number;
                        /** Format: date */
                        dueOn: string;
                        /** @description Null: there was no visit of the type yet. */
                        lastVisitOn: string | null;
                        /**
                         * @description `open`: nobody has reminded the patient of it yet. `contacted`: somebody has. `booked`: the visit is on the schedule. `stopped`: the patient does not want to be reminded.
                         * @enum {string}
                         */
                        status: "open" | "contacted" | "booked" | "stopped";
                        contactedAt: string | null;
                        contactedAtLocal: string | null;
                        /** @description How often the patient was reminded since the last visit; the last time was `contactedAt`. */
                        contacts: number;
                        /** @description The visit to come. Null unless `booked`. */
                        appointmentId: string | null;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    RecallsController_close: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "patientId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "typeId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "intervalMonths": 1,
                     *       "dueOn": "2026-11-24",
                     *       "lastVisitOn": "2026-11-24",
                     *       "status": "open",
                     *       "contactedAt": "2026-11-24T15:30:00Z",
                     *       "contactedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "contacts": 1,
                     *       "appointmentId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** Format: uuid */
                        patientId: string;
                        /**
                         * Format: uuid
                         * @description The appointment type that is to be repeated.
                         */
                        typeId: string;
                        intervalMonths: number;
                        /** Format: date */
                        dueOn: string;
                        /** @description Null: there was no visit of the type yet. */
                        lastVisitOn: string | null;
                        /**
                         * @description `open`: nobody has reminded the patient of it yet. `contacted`: somebody has. `booked`: the visit is on the schedule. `stopped`: the patient does not want to be reminded.
                         * @enum {string}
                         */
                        status: "open" | "contacted" | "booked" | "stopped";
                        contactedAt: string | null;
                        contactedAtLocal: string | null;
                        /** @description How often the patient was reminded since the last visit; the last time was `contactedAt`. */
                        contacts: number;
                        /** @description The visit to come. Null unless `booked`. */
                        appointmentId: string | null;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    StatisticsController_calls: {
        parameters: {
            query: {
                /** @description The first day, by the clinic's clocks. */
                from: string;
                /** @description The last day; at most 366 with the first. */
                to: string;
                /** @description What the figures are told for beside the whole. Weeks begin on Monday. */
                by?: "day" | "week";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "from": "2026-11-01",
                     *       "to": "2026-11-30",
                     *       "timeZone": "America/Chicago",
                     *       "by": "day",
                     *       "total": {
                     *         "calls": 1,
                     *         "byDirection": {
                     *           "inbound": 1,
                     *           "outbound": 1
                     *         },
                     *         "byOutcome": {
                     *           "booked": 1,
                     *           "message_taken": 1,
                     *           "transferred": 1,
                     *           "answered": 1,
                     *           "no_input": 1,
                     *           "time_limit": 1,
                     *           "caller_hung_up": 1,
                     *           "overflow": 1,
                     *           "refused": 1,
                     *           "failed": 1,
                     *           "no_answer": 1,
                     *           "busy": 1,
                     *           "message_left": 1
                     *         },
                     *         "notEnded": 1,
                     *         "durationSeconds": {
                     *           "mean": 1,
                     *           "median": 1
                     *         },
                     *         "handovers": {
                     *           "tried": 1,
                     *           "accepted": 1
                     *         },
                     *         "visitsBooked": 1,
                     *         "afterHours": 1
                     *       },
                     *       "periods": [
                     *         {
                     *           "calls": 1,
                     *           "byDirection": {
                     *             "inbound": 1,
                     *             "outbound": 1
                     *           },
                     *           "byOutcome": {
                     *             "booked": 1,
                     *             "message_taken": 1,
                     *             "transferred": 1,
                     *             "answered": 1,
                     *             "no_input": 1,
                     *             "time_limit": 1,
                     *             "caller_hung_up": 1,
                     *             "overflow": 1,
                     *             "refused": 1,
                     *             "failed": 1,
                     *             "no_answer": 1,
                     *             "busy": 1,
                     *             "message_left": 1
                     *           },
                     *           "notEnded": 1,
                     *           "durationSeconds": {
                     *             "mean": 1,
                     *             "median": 1
                     *           },
                     *           "handovers": {
                     *             "tried": 1,
                     *             "accepted": 1
                     *           },
                     *           "visitsBooked": 1,
                     *           "afterHours": 1,
                     *           "startsOn": "2026-11-24"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /**
                         * Format: date
                         * @example 2026-11-01
                         */
                        from: string;
                        /**
                         * Format: date
                         * @description Included.
                         * @example 2026-11-30
                         */
                        to: string;
                        /**
                         * @description The clinic's zone, IANA: its days are what is counted by.
                         * @example America/Chicago
                         */
                        timeZone: string;
                        /** @enum {string} */
                        by: "day" | "week";
                        total: {
                            /** @description That began on these days. */
                            calls: number;
                            byDirection: {
                                inbound: number;
                                outbound: number;
                            };
                            byOutcome: {
                                /** @description Calls in which a visit was booked, however they ended. */
                                booked: number;
                                /** @description That left the desk something to do. */
                                message_taken: number;
                                transferred: number;
                                answered: number;
                                no_input: number;
                                time_limit: number;
                                caller_hung_up: number;
                                /** @description Nobody could talk to the caller. */
                                overflow: number;
                                refused: number;
                                failed: number;
                                no_answer: number;
                                busy: number;
                                message_left: number;
                            };
                            /** @description Calls that go on, and have no outcome yet. */
                            notEnded: number;
                            /** @description From the moment that the receptionist took the call to its end; null where it took none that has ended. */
                            durationSeconds: {
                                mean: number | null;
                                median: number | null;
                            };
                            handovers: {
                                /** @description Calls that were to be given to a person. */
                                tried: number;
                                /** @description Calls that a person took. */
                                accepted: number;
                            };
                            /** @description In these calls; one call can book several, and one that was only moved does not count. */
                            visitsBooked: number;
                            /** @description Calls that came in while the clinic was closed, by its hours, closures and days of their own hours as they are written down now. */
                            afterHours: number;
                        };
                        /** @description In order, and without gaps. */
                        periods: {
                            /** @description That began on these days. */
                            calls: number;
                            byDirection: {
                                inbound: number;
                                outbound: number;
                            };
                            byOutcome: {
                                /** @description Calls in which a visit was booked, however they ended. */
                                booked: number;
                                /** @description That left the desk something to do. */
                                message_taken: number;
                                transferred: number;
                                answered: number;
                                no_input: number;
                                time_limit: number;
                                caller_hung_up: number;
                                /** @description Nobody could talk to the caller. */
                                overflow: number;
                                refused: number;
                                failed: number;
                                no_answer: number;
                                busy: number;
                                message_left: number;
                            };
                            /** @description Calls that go on, and have no outcome yet. */
                            notEnded: number;
                            /** @description From the moment that the receptionist took the call to its end; null where it took none that has ended. */
                            durationSeconds: {
                                mean: number | null;
                                median: number | null;
                            };
                            handovers: {
                                /** @description Calls that were to be given to a person. */
                                tried: number;
                                /** @description Calls that a person took. */
                                accepted: number;
                            };
                            /** @description In these calls; one call can book several, and one that was only moved does not count. */
                            visitsBooked: number;
                            /** @description Calls that came in while the clinic was closed, by its hours, closures and days of their own hours as they are written down now. */
                            afterHours: number;
                            /**
                             * Format: date
                             * @description The day, or the Monday of the week; that may lie before `from`, whose days are what counts.
                             */
                            startsOn: string;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    StatisticsController_appointments: {
        parameters: {
            query: {
                /** @description The first day, by the clinic's clocks. */
                from: string;
                /** @description The last day; at most 366 with the first. */
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "from": "2026-11-01",
                     *       "to": "2026-11-30",
                     *       "timeZone": "America/Chicago",
                     *       "visits": 1,
                     *       "byStatus": {
                     *         "requested": 1,
                     *         "scheduled": 1,
                     *         "confirmed": 1,
                     *         "arrived": 1,
                     *         "seated": 1,
                     *         "completed": 1,
                     *         "cancelled": 1,
                     *         "no_show": 1,
                     *         "rescheduled": 1
                     *       },
                     *       "bookedBy": {
                     *         "phone": 1,
                     *         "staff": 1
                     *       },
                     *       "noShows": 1,
                     *       "lateCancellations": 1,
                     *       "lateMoves": 1
                     *     }
                     */
                    "application/json": {
                        /**
                         * Format: date
                         * @example 2026-11-01
                         */
                        from: string;
                        /**
                         * Format: date
                         * @description Included.
                         * @example 2026-11-30
                         */
                        to: string;
                        /**
                         * @description The clinic's zone, IANA: its days are what is counted by.
                         * @example America/Chicago
                         */
                        timeZone: string;
                        /** @description That begin, or would have begun, on these days. */
                        visits: number;
                        byStatus: {
                            /** @description A caller has asked for it, and the desk has to agree. */
                            requested: number;
                            scheduled: number;
                            confirmed: number;
                            arrived: number;
                            seated: number;
                            completed: number;
                            cancelled: number;
                            no_show: number;
                            /** @description Another visit took its place. */
                            rescheduled: number;
                        };
                        bookedBy: {
                            /** @description Booked, or moved there, in a call with the receptionist. */
                            phone: number;
                            /** @description By the desk or another program, and by answers to texts. */
                            staff: number;
                        };
                        noShows: number;
                        /** @description Cancelled by the patient later than the clinic's rule allows. */
                        lateCancellations: number;
                        /** @description Moved by the patient as late as that. */
                        lateMoves: number;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    StatisticsController_receptionist: {
        parameters: {
            query: {
                /** @description The first day, by the clinic's clocks. */
                from: string;
                /** @description The last day; at most 366 with the first. */
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "from": "2026-11-01",
                     *       "to": "2026-11-30",
                     *       "timeZone": "America/Chicago",
                     *       "calls": 1,
                     *       "replies": 1,
                     *       "latencyMs": {
                     *         "p50": 1,
                     *         "p95": 1
                     *       },
                     *       "turns": 1,
                     *       "interruptions": 1,
                     *       "tools": {
                     *         "runs": 1,
                     *         "byStatus": {
                     *           "running": 1,
                     *           "succeeded": 1,
                     *           "rejected": 1,
                     *           "failed": 1,
                     *           "timed_out": 1,
                     *           "cancelled": 1
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        /**
                         * Format: date
                         * @example 2026-11-01
                         */
                        from: string;
                        /**
                         * Format: date
                         * @description Included.
                         * @example 2026-11-30
                         */
                        to: string;
                        /**
                         * @description The clinic's zone, IANA: its days are what is counted by.
                         * @example America/Chicago
                         */
                        timeZone: string;
                        /** @description That began on these days, and of which turns are kept: retention ends them. */
                        calls: number;
                        /** @description Answers of the receptionist whose delay was measured. */
                        replies: number;
                        /** @description From the caller's last voice to the first audio of the answer; null without any. */
                        latencyMs: {
                            p50: number | null;
                            p95: number | null;
                        };
                        /** @description All that the receptionist has said. */
                        turns: number;
                        /** @description Turns of the receptionist that a caller has cut off. */
                        interruptions: number;
                        tools: {
                            runs: number;
                            byStatus: {
                                /** @description Not finished, or cut off with the process. */
                                running: number;
                                succeeded: number;
                                /** @description Asked for what may not be, or could not be understood. */
                                rejected: number;
                                failed: number;
                                timed_out: number;
                                cancelled: number;
                            };
                        };
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    CallsController_list: {
        parameters: {
            query?: {
                direction?: "inbound" | "outbound";
                status?: "ringing" | "in_progress" | "completed";
                /** @description `booked`: a visit was booked; `message_taken`: the desk was left something to do. Otherwise how it ended: `answered`: by plan, `transferred` to a person, after silence (`no_input`), by `time_limit`, by the caller, in `overflow` because nobody could talk to the caller, `refused` such as a blocked number, or `failed`. Of calls that the clinic placed: `no_answer`, `busy`, `message_left`. */
                outcome?: "booked" | "message_taken" | "answered" | "transferred" | "no_input" | "time_limit" | "caller_hung_up" | "overflow" | "refused" | "failed" | "no_answer" | "busy" | "message_left";
                /** @description Included. */
                startedAfter?: string;
                /** @description Not included. */
                startedBefore?: string;
                /** @description Only calls in which this patient was verified, or had a visit booked. */
                patientId?: string;
                /** @description The order of the list. A minus before the name: descending. */
                sort?: "-startedAt" | "startedAt";
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "callSid": "text",
                     *           "direction": "inbound",
                     *           "status": "ringing",
                     *           "outcome": "booked",
                     *           "theirNumber": "text",
                     *           "ourNumber": "text",
                     *           "patientIds": [
                     *             "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                     *           ],
                     *           "handover": {
                     *             "reason": "caller_asked",
                     *             "status": "planned"
                     *           },
                     *           "emergency": "airway",
                     *           "agentProfileVersion": 1,
                     *           "startedAt": "2026-11-24T15:30:00Z",
                     *           "startedAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "endedAt": "2026-11-24T15:30:00Z",
                     *           "endedAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "timeZone": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            callSid: string;
                            /** @enum {string} */
                            direction: "inbound" | "outbound";
                            /** @enum {string} */
                            status: "ringing" | "in_progress" | "completed";
                            outcome: ("booked" | "message_taken" | "answered" | "transferred" | "no_input" | "time_limit" | "caller_hung_up" | "overflow" | "refused" | "failed" | "no_answer" | "busy" | "message_left") | null;
                            /** @description Of whoever is on the phone with the clinic, as the carrier gave it: a hint of who it may be, and no proof. */
                            theirNumber: string;
                            ourNumber: string;
                            /** @description Who was verified in it, or had a visit booked. */
                            patientIds: string[];
                            /** @description Null when the caller was not handed over. */
                            handover: {
                                /** @enum {string} */
                                reason: "caller_asked" | "keypad" | "emergency" | "failed_turns" | "agent" | "no_agent" | "staff";
                                /** @enum {string} */
                                status: "planned" | "ringing" | "accepted" | "unanswered" | "returned";
                            } | null;
                            /** @description Danger that the caller has spoken of. */
                            emergency: ("airway" | "bleeding" | "spreading_infection" | "jaw_injury" | "knocked_out_tooth") | null;
                            agentProfileVersion: number | null;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            startedAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            startedAtLocal: string;
                            endedAt: string | null;
                            endedAtLocal: string | null;
                            /** @description The clinic's zone, IANA. */
                            timeZone: string;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    OutboundCallsController_order: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "to": "text",
                 *       "purpose": "reminder",
                 *       "opening": "text"
                 *     }
                 */
                "application/json": {
                    /** @description E.164. */
                    to: string;
                    /**
                     * @description A recall and an offer of the waiting list need the consent of the person called.
                     * @enum {string}
                     */
                    purpose: "reminder" | "recall" | "waitlist_offer" | "callback";
                    /** @description The first words to whoever picks up, which may be a child or a colleague: nothing about the visit. The agent goes on from there. */
                    opening: string;
                    /**
                     * @description Spoken to an answering machine. Only these: anybody may listen to it. None hangs up and tries again.
                     * @enum {string}
                     */
                    machineMessage?: "call_back" | "will_try_again";
                    /**
                     * Format: date-time
                     * @description Not before this instant, at most 90 days ahead. As soon as it is permitted when absent.
                     */
                    notBefore?: string;
                };
            };
        };
        responses: {
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "purpose": "reminder",
                     *       "status": "waiting",
                     *       "reason": "text",
                     *       "attempts": 1,
                     *       "maxAttempts": 1,
                     *       "dueAt": "2026-11-24T15:30:00Z",
                     *       "callSid": "text",
                     *       "agentProfileVersion": 1,
                     *       "createdAt": "2026-11-24T15:30:00Z"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @enum {string} */
                        purpose: "reminder" | "recall" | "waitlist_offer" | "callback" | "profile_test";
                        /** @enum {string} */
                        status: "waiting" | "dialling" | "in_progress" | "completed" | "gave_up" | "refused";
                        /** @description Why it was refused, or what the last attempt came to. */
                        reason: string | null;
                        attempts: number;
                        maxAttempts: number;
                        /**
                         * Format: date-time
                         * @description When a waiting order is due; for any other, when it was dialled last.
                         */
                        dueAt: string;
                        /** @description The call of the last attempt. */
                        callSid: string | null;
                        /** @description The version that a test call tries; null for calls to patients. */
                        agentProfileVersion: number | null;
                        /** Format: date-time */
                        createdAt: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
    CallsController_detail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                callSid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "callSid": "text",
                     *       "direction": "inbound",
                     *       "status": "ringing",
                     *       "agentProfileVersion": 1,
                     *       "outcome": "booked",
                     *       "startedAt": "2026-11-24T15:30:00Z",
                     *       "startedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "endedAt": "2026-11-24T15:30:00Z",
                     *       "endedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text",
                     *       "handover": {
                     *         "reason": "caller_asked",
                     *         "status": "planned"
                     *       },
                     *       "recordings": [
                     *         {
                     *           "recordingSid": "text",
                     *           "kind": "call",
                     *           "status": "in_progress",
                     *           "durationSeconds": 1
                     *         }
                     *       ],
                     *       "audioHealth": {
                     *         "issues": [
                     *           "one_way"
                     *         ],
                     *         "callerMs": 1,
                     *         "speechMs": 1,
                     *         "speechDbfs": 0,
                     *         "noiseDbfs": 0,
                     *         "peakDbfs": 0,
                     *         "clippedPerMille": 1,
                     *         "silencePerMille": 1,
                     *         "missingMs": 1,
                     *         "stalls": 1,
                     *         "echoLagMs": 1
                     *       },
                     *       "turns": [
                     *         {
                     *           "seq": 1,
                     *           "role": "caller",
                     *           "text": "text",
                     *           "heard": "text",
                     *           "interrupted": true,
                     *           "startedAt": "2026-11-24T15:30:00Z",
                     *           "startedAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "latencyMs": 1,
                     *           "stages": {
                     *             "endOfTurnMs": 1,
                     *             "firstTokenMs": 1,
                     *             "firstAudioMs": 1,
                     *             "toCarrierMs": 1,
                     *             "heardMs": 1,
                     *             "toolMs": 1,
                     *             "bargeInMs": 1,
                     *             "reconnectMs": 1
                     *           }
                     *         }
                     *       ],
                     *       "tools": [
                     *         {
                     *           "name": "text",
                     *           "status": "running",
                     *           "startedAt": "2026-11-24T15:30:00Z",
                     *           "startedAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "durationMs": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        callSid: string;
                        /** @enum {string} */
                        direction: "inbound" | "outbound";
                        /** @enum {string} */
                        status: "ringing" | "in_progress" | "completed";
                        /** @description The version of the agent's profile that it runs; null until it has begun, and with a clinic that has none. */
                        agentProfileVersion: number | null;
                        outcome: ("booked" | "message_taken" | "answered" | "transferred" | "no_input" | "time_limit" | "caller_hung_up" | "overflow" | "refused" | "failed" | "no_answer" | "busy" | "message_left") | null;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        startedAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        startedAtLocal: string;
                        endedAt: string | null;
                        endedAtLocal: string | null;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                        /** @description Null when the caller was not handed over. */
                        handover: {
                            /** @enum {string} */
                            reason: "caller_asked" | "keypad" | "emergency" | "failed_turns" | "agent" | "no_agent" | "staff";
                            /** @enum {string} */
                            status: "planned" | "ringing" | "accepted" | "unanswered" | "returned";
                        } | null;
                        recordings: {
                            recordingSid: string;
                            /** @enum {string} */
                            kind: "call" | "voicemail";
                            /**
                             * @description There is audio of those that are `completed`. `absent`: nothing was recorded.
                             * @enum {string}
                             */
                            status: "in_progress" | "completed" | "absent";
                            durationSeconds: number | null;
                        }[];
                        /** @description How the caller's side sounded; null until their first stream has ended. */
                        audioHealth: {
                            /** @description What a person should look into; empty for a good line. */
                            issues: ("one_way" | "too_quiet" | "clipping" | "noisy" | "echo")[];
                            /** @description Audio that came from the caller. */
                            callerMs: number;
                            /** @description With speech in it. */
                            speechMs: number;
                            /** @description Level of the speech; null without any. */
                            speechDbfs: number | null;
                            /** @description The level that nine frames in ten exceed; -80 is digital silence. */
                            noiseDbfs: number | null;
                            /** @description The loudest sample. */
                            peakDbfs: number | null;
                            /** @description Samples at full scale, of those in frames with speech. */
                            clippedPerMille: number;
                            /** @description Frames without speech, of all. */
                            silencePerMille: number;
                            /** @description Audio that never came, by the clock. */
                            missingMs: number;
                            /** @description Times that the audio came to a halt for more than a tenth of a second. */
                            stalls: number;
                            /** @description How much later than the agent's voice its echo comes; null without one. */
                            echoLagMs: number | null;
                        } | null;
                        turns: {
                            /** @description Counts from 1 within the call. */
                            seq: number;
                            /** @enum {string} */
                            role: "caller" | "agent";
                            /** @description What was said. */
                            text: string;
                            /** @description The part of it that reached the caller's ear; always a prefix of `text`. */
                            heard: string;
                            interrupted: boolean;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            startedAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            startedAtLocal: string;
                            /** @description From the caller's last voice to the first audio of this one. */
                            latencyMs: number | null;
                            /** @description Where an answer's time went; null for a turn that answers nobody. */
                            stages: {
                                /** @description The caller's turn was judged to be over. */
                                endOfTurnMs: number | null;
                                /** @description The provider's own word for when it began to write the answer. */
                                firstTokenMs: number | null;
                                /** @description The provider's first audio arrived. */
                                firstAudioMs: number | null;
                                /** @description That audio was handed to the carrier; the same as `latencyMs`. */
                                toCarrierMs: number | null;
                                /** @description The caller began to hear it. */
                                heardMs: number | null;
                                /** @description Run time of all tools of the answer. */
                                toolMs: number | null;
                                /** @description For a caller who cut the agent: until the carrier was told to be silent. */
                                bargeInMs: number | null;
                                /** @description How long the call had been without an agent. */
                                reconnectMs: number | null;
                            } | null;
                        }[];
                        tools: {
                            name: string;
                            /** @enum {string} */
                            status: "running" | "succeeded" | "rejected" | "failed" | "timed_out" | "cancelled";
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            startedAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            startedAtLocal: string;
                            durationMs: number | null;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    CallsController_timeline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                callSid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "callSid": "text",
                     *       "timeZone": "text",
                     *       "entries": [
                     *         {
                     *           "type": "started",
                     *           "at": "2026-11-24T15:30:00Z",
                     *           "atLocal": "2026-11-24T09:30:00-06:00"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        callSid: string;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                        /** @description In the order in which they happened. */
                        entries: ({
                            /** @enum {string} */
                            type: "started";
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            at: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            atLocal: string;
                        } | {
                            /** @enum {string} */
                            type: "answered";
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            at: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            atLocal: string;
                        } | {
                            /** @enum {string} */
                            type: "turn";
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            at: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            atLocal: string;
                            seq: number;
                            /** @enum {string} */
                            role: "caller" | "agent";
                            /** @description What was said. */
                            text: string;
                            /** @description The part of it that reached the caller's ear; always a prefix of `text`. */
                            heard: string;
                            interrupted: boolean;
                            latencyMs: number | null;
                        } | {
                            /** @enum {string} */
                            type: "interruption";
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            at: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            atLocal: string;
                            /** @description The turn that was cut. */
                            seq: number;
                        } | {
                            /** @enum {string} */
                            type: "tool";
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            at: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            atLocal: string;
                            name: string;
                            /** @enum {string} */
                            status: "running" | "succeeded" | "rejected" | "failed" | "timed_out" | "cancelled";
                            durationMs: number | null;
                        } | {
                            /** @enum {string} */
                            type: "recording";
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            at: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            atLocal: string;
                            recordingSid: string;
                            /** @enum {string} */
                            kind: "call" | "voicemail";
                            /** @enum {string} */
                            status: "in_progress" | "completed" | "absent";
                            durationSeconds: number | null;
                        } | {
                            /** @enum {string} */
                            type: "advice_heard";
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            at: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            atLocal: string;
                            /** @enum {string} */
                            danger: "airway" | "bleeding" | "spreading_infection" | "jaw_injury" | "knocked_out_tooth";
                        } | {
                            /** @enum {string} */
                            type: "handover";
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            at: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            atLocal: string;
                            /** @enum {string} */
                            reason: "caller_asked" | "keypad" | "emergency" | "failed_turns" | "agent" | "no_agent" | "staff";
                            /**
                             * @description How it stands now.
                             * @enum {string}
                             */
                            status: "planned" | "ringing" | "accepted" | "unanswered" | "returned";
                        } | {
                            /** @enum {string} */
                            type: "text";
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            at: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            atLocal: string;
                            /** Format: uuid */
                            messageId: string;
                            kind: string;
                            status: string;
                        } | {
                            /** @enum {string} */
                            type: "task";
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            at: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            atLocal: string;
                            /** Format: uuid */
                            taskId: string;
                            kind: string;
                        } | {
                            /** @enum {string} */
                            type: "ended";
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            at: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            atLocal: string;
                            /** @enum {string} */
                            outcome: "booked" | "message_taken" | "answered" | "transferred" | "no_input" | "time_limit" | "caller_hung_up" | "overflow" | "refused" | "failed" | "no_answer" | "busy" | "message_left";
                        })[];
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    RecordingsController_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                callSid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "recordingSid": "text",
                     *           "kind": "call",
                     *           "status": "in_progress",
                     *           "durationSeconds": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: {
                            recordingSid: string;
                            /** @enum {string} */
                            kind: "call" | "voicemail";
                            /**
                             * @description There is audio of those that are `completed`. `absent`: nothing was recorded.
                             * @enum {string}
                             */
                            status: "in_progress" | "completed" | "absent";
                            durationSeconds: number | null;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    RecordingsController_audio: {
        parameters: {
            query?: never;
            header?: {
                /** @description One stretch of bytes, where the carrier can give it. */
                Range?: string;
            };
            path: {
                /** @example text */
                callSid: string;
                /** @example text */
                recordingSid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of it. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /** @example text */
                    "audio/x-wav": string;
                };
            };
            /** @description The stretch that was asked for. */
            206: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /** @example text */
                    "audio/x-wav": string;
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            503: components["responses"]["Problem-503"];
            default: components["responses"]["Problem-default"];
        };
    };
    LiveCallsController_list: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "callSid": "text",
                     *           "direction": "inbound",
                     *           "status": "ringing",
                     *           "outcome": "booked",
                     *           "theirNumber": "text",
                     *           "ourNumber": "text",
                     *           "patientIds": [
                     *             "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                     *           ],
                     *           "handover": {
                     *             "reason": "caller_asked",
                     *             "status": "planned"
                     *           },
                     *           "emergency": "airway",
                     *           "agentProfileVersion": 1,
                     *           "startedAt": "2026-11-24T15:30:00Z",
                     *           "startedAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "endedAt": "2026-11-24T15:30:00Z",
                     *           "endedAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "timeZone": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            callSid: string;
                            /** @enum {string} */
                            direction: "inbound" | "outbound";
                            /** @enum {string} */
                            status: "ringing" | "in_progress" | "completed";
                            outcome: ("booked" | "message_taken" | "answered" | "transferred" | "no_input" | "time_limit" | "caller_hung_up" | "overflow" | "refused" | "failed" | "no_answer" | "busy" | "message_left") | null;
                            /** @description Of whoever is on the phone with the clinic, as the carrier gave it: a hint of who it may be, and no proof. */
                            theirNumber: string;
                            ourNumber: string;
                            /** @description Who was verified in it, or had a visit booked. */
                            patientIds: string[];
                            /** @description Null when the caller was not handed over. */
                            handover: {
                                /** @enum {string} */
                                reason: "caller_asked" | "keypad" | "emergency" | "failed_turns" | "agent" | "no_agent" | "staff";
                                /** @enum {string} */
                                status: "planned" | "ringing" | "accepted" | "unanswered" | "returned";
                            } | null;
                            /** @description Danger that the caller has spoken of. */
                            emergency: ("airway" | "bleeding" | "spreading_infection" | "jaw_injury" | "knocked_out_tooth") | null;
                            agentProfileVersion: number | null;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            startedAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            startedAtLocal: string;
                            endedAt: string | null;
                            endedAtLocal: string | null;
                            /** @description The clinic's zone, IANA. */
                            timeZone: string;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    LiveCallsController_transcript: {
        parameters: {
            query?: never;
            header?: {
                /** @description The id of the last event that was read. */
                "Last-Event-ID"?: string;
            };
            path: {
                /** @example text */
                callSid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /** @example text */
                    "text/event-stream": string;
                };
            };
            /** @description The reader has had everything. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            429: components["responses"]["Problem-429"];
            default: components["responses"]["Problem-default"];
        };
    };
    OutboundCallsController_follow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "purpose": "reminder",
                     *       "status": "waiting",
                     *       "reason": "text",
                     *       "attempts": 1,
                     *       "maxAttempts": 1,
                     *       "dueAt": "2026-11-24T15:30:00Z",
                     *       "callSid": "text",
                     *       "agentProfileVersion": 1,
                     *       "createdAt": "2026-11-24T15:30:00Z"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @enum {string} */
                        purpose: "reminder" | "recall" | "waitlist_offer" | "callback" | "profile_test";
                        /** @enum {string} */
                        status: "waiting" | "dialling" | "in_progress" | "completed" | "gave_up" | "refused";
                        /** @description Why it was refused, or what the last attempt came to. */
                        reason: string | null;
                        attempts: number;
                        maxAttempts: number;
                        /**
                         * Format: date-time
                         * @description When a waiting order is due; for any other, when it was dialled last.
                         */
                        dueAt: string;
                        /** @description The call of the last attempt. */
                        callSid: string | null;
                        /** @description The version that a test call tries; null for calls to patients. */
                        agentProfileVersion: number | null;
                        /** Format: date-time */
                        createdAt: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    TestCallsController_order: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example 1 */
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "to": "text"
                 *     }
                 */
                "application/json": {
                    /** @description E.164. A phone of your own: it is called now, at any hour. */
                    to: string;
                };
            };
        };
        responses: {
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "purpose": "reminder",
                     *       "status": "waiting",
                     *       "reason": "text",
                     *       "attempts": 1,
                     *       "maxAttempts": 1,
                     *       "dueAt": "2026-11-24T15:30:00Z",
                     *       "callSid": "text",
                     *       "agentProfileVersion": 1,
                     *       "createdAt": "2026-11-24T15:30:00Z"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @enum {string} */
                        purpose: "reminder" | "recall" | "waitlist_offer" | "callback" | "profile_test";
                        /** @enum {string} */
                        status: "waiting" | "dialling" | "in_progress" | "completed" | "gave_up" | "refused";
                        /** @description Why it was refused, or what the last attempt came to. */
                        reason: string | null;
                        attempts: number;
                        maxAttempts: number;
                        /**
                         * Format: date-time
                         * @description When a waiting order is due; for any other, when it was dialled last.
                         */
                        dueAt: string;
                        /** @description The call of the last attempt. */
                        callSid: string | null;
                        /** @description The version that a test call tries; null for calls to patients. */
                        agentProfileVersion: number | null;
                        /** Format: date-time */
                        createdAt: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
    SearchController_search: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "query": "text",
                 *       "from": "2026-11-24T09:30:00-06:00",
                 *       "to": "2026-11-24T09:30:00-06:00"
                 *     }
                 */
                "application/json": {
                    /** @description All of its words must be there. `"root canal"`: one right after the other; `implan*`: words that begin so, three letters or digits at least. Case, marks and apostrophes don't matter. */
                    query: string;
                    /**
                     * @description `turn`: what was said in calls; `message`: texts. Of these, what the credential may read.
                     * @default [
                     *       "turn",
                     *       "message"
                     *     ]
                     */
                    kinds?: ("turn" | "message")[];
                    /**
                     * Format: date-time
                     * @description Not before this moment.
                     * @example 2026-11-24T09:30:00-06:00
                     */
                    from?: string;
                    /**
                     * Format: date-time
                     * @description Before this moment.
                     * @example 2026-11-24T09:30:00-06:00
                     */
                    to?: string;
                    /** @description `nextCursor` of the page before. */
                    cursor?: string;
                    /** @default 50 */
                    limit?: number;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "timeZone": "text",
                     *       "kinds": [
                     *         "turn"
                     *       ],
                     *       "items": [
                     *         {
                     *           "kind": "turn",
                     *           "callSid": "text",
                     *           "seq": 1,
                     *           "at": "2026-11-24T15:30:00Z",
                     *           "atLocal": "2026-11-24T09:30:00-06:00",
                     *           "excerpt": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                        /** @description What was searched. */
                        kinds: ("turn" | "message")[];
                        /** @description The newest first. */
                        items: ({
                            /** @enum {string} */
                            kind: "turn";
                            callSid: string;
                            /** @description Which turn of the call. */
                            seq: number;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            at: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            atLocal: string;
                            /** @description A part of it around what was found, `…` where it goes on. */
                            excerpt: string;
                        } | {
                            /** @enum {string} */
                            kind: "message";
                            /** Format: uuid */
                            messageId: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            at: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            atLocal: string;
                            /** @description A part of it around what was found, `…` where it goes on. */
                            excerpt: string;
                        })[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    LiveCallControlController_takeOver: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example text */
                callSid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": {
                    /**
                     * @description What the desk is told before it takes the call; what the caller said last when absent.
                     * @example A question about the bill of last week.
                     */
                    summary?: string;
                };
            };
        };
        responses: {
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "callSid": "text",
                     *       "direction": "inbound",
                     *       "status": "ringing",
                     *       "outcome": "booked",
                     *       "theirNumber": "text",
                     *       "ourNumber": "text",
                     *       "patientIds": [
                     *         "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                     *       ],
                     *       "handover": {
                     *         "reason": "caller_asked",
                     *         "status": "planned"
                     *       },
                     *       "emergency": "airway",
                     *       "agentProfileVersion": 1,
                     *       "startedAt": "2026-11-24T15:30:00Z",
                     *       "startedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "endedAt": "2026-11-24T15:30:00Z",
                     *       "endedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        callSid: string;
                        /** @enum {string} */
                        direction: "inbound" | "outbound";
                        /** @enum {string} */
                        status: "ringing" | "in_progress" | "completed";
                        outcome: ("booked" | "message_taken" | "answered" | "transferred" | "no_input" | "time_limit" | "caller_hung_up" | "overflow" | "refused" | "failed" | "no_answer" | "busy" | "message_left") | null;
                        /** @description Of whoever is on the phone with the clinic, as the carrier gave it: a hint of who it may be, and no proof. */
                        theirNumber: string;
                        ourNumber: string;
                        /** @description Who was verified in it, or had a visit booked. */
                        patientIds: string[];
                        /** @description Null when the caller was not handed over. */
                        handover: {
                            /** @enum {string} */
                            reason: "caller_asked" | "keypad" | "emergency" | "failed_turns" | "agent" | "no_agent" | "staff";
                            /** @enum {string} */
                            status: "planned" | "ringing" | "accepted" | "unanswered" | "returned";
                        } | null;
                        /** @description Danger that the caller has spoken of. */
                        emergency: ("airway" | "bleeding" | "spreading_infection" | "jaw_injury" | "knocked_out_tooth") | null;
                        agentProfileVersion: number | null;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        startedAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        startedAtLocal: string;
                        endedAt: string | null;
                        endedAtLocal: string | null;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            409: components["responses"]["Problem-409"];
            503: components["responses"]["Problem-503"];
            default: components["responses"]["Problem-default"];
        };
    };
    LiveCallControlController_hangUp: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example text */
                callSid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "callSid": "text",
                     *       "direction": "inbound",
                     *       "status": "ringing",
                     *       "outcome": "booked",
                     *       "theirNumber": "text",
                     *       "ourNumber": "text",
                     *       "patientIds": [
                     *         "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                     *       ],
                     *       "handover": {
                     *         "reason": "caller_asked",
                     *         "status": "planned"
                     *       },
                     *       "emergency": "airway",
                     *       "agentProfileVersion": 1,
                     *       "startedAt": "2026-11-24T15:30:00Z",
                     *       "startedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "endedAt": "2026-11-24T15:30:00Z",
                     *       "endedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        callSid: string;
                        /** @enum {string} */
                        direction: "inbound" | "outbound";
                        /** @enum {string} */
                        status: "ringing" | "in_progress" | "completed";
                        outcome: ("booked" | "message_taken" | "answered" | "transferred" | "no_input" | "time_limit" | "caller_hung_up" | "overflow" | "refused" | "failed" | "no_answer" | "busy" | "message_left") | null;
                        /** @description Of whoever is on the phone with the clinic, as the carrier gave it: a hint of who it may be, and no proof. */
                        theirNumber: string;
                        ourNumber: string;
                        /** @description Who was verified in it, or had a visit booked. */
                        patientIds: string[];
                        /** @description Null when the caller was not handed over. */
                        handover: {
                            /** @enum {string} */
                            reason: "caller_asked" | "keypad" | "emergency" | "failed_turns" | "agent" | "no_agent" | "staff";
                            /** @enum {string} */
                            status: "planned" | "ringing" | "accepted" | "unanswered" | "returned";
                        } | null;
                        /** @description Danger that the caller has spoken of. */
                        emergency: ("airway" | "bleeding" | "spreading_infection" | "jaw_injury" | "knocked_out_tooth") | null;
                        agentProfileVersion: number | null;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        startedAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        startedAtLocal: string;
                        endedAt: string | null;
                        endedAtLocal: string | null;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            409: components["responses"]["Problem-409"];
            503: components["responses"]["Problem-503"];
            default: components["responses"]["Problem-default"];
        };
    };
    WebhooksController_list: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "url": "text",
                     *           "description": "text",
                     *           "events": [
                     *             "appointment.requested"
                     *           ],
                     *           "active": true,
                     *           "disabledReason": "gone",
                     *           "disabledAt": "2026-11-24T15:30:00Z",
                     *           "disabledAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "failingSince": "2026-11-24T15:30:00Z",
                     *           "failingSinceLocal": "2026-11-24T09:30:00-06:00",
                     *           "previousSecretUntil": "2026-11-24T15:30:00Z",
                     *           "previousSecretUntilLocal": "2026-11-24T09:30:00-06:00",
                     *           "createdAt": "2026-11-24T15:30:00Z",
                     *           "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "timeZone": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            url: string;
                            description: string | null;
                            events: ("appointment.requested" | "appointment.booked" | "appointment.confirmed" | "appointment.moved" | "appointment.changed" | "appointment.cancelled" | "appointment.arrived" | "appointment.seated" | "appointment.completed" | "appointment.no_show" | "appointment.reopened" | "call.completed" | "task.created" | "task.done" | "task.reopened" | "message.received" | "message.sent" | "message.delivered" | "message.failed")[];
                            active: boolean;
                            /** @description Why it was switched off by itself: it answered 410 Gone, or it failed for five days. */
                            disabledReason: ("gone" | "failing") | null;
                            disabledAt: string | null;
                            disabledAtLocal: string | null;
                            failingSince: string | null;
                            failingSinceLocal: string | null;
                            previousSecretUntil: string | null;
                            previousSecretUntilLocal: string | null;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            createdAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            createdAtLocal: string;
                            timeZone: string;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    WebhooksController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://hooks.example.com/crownline",
                 *       "events": [
                 *         "appointment.booked",
                 *         "appointment.cancelled"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /**
                     * @description https, by name, on port 443 or one from 1024 on, without credentials. Kept sealed.
                     * @example https://hooks.example.com/crownline
                     */
                    url: string;
                    /**
                     * @description The types of events that are sent to it.
                     * @example [
                     *       "appointment.booked",
                     *       "appointment.cancelled"
                     *     ]
                     */
                    events: ("appointment.requested" | "appointment.booked" | "appointment.confirmed" | "appointment.moved" | "appointment.changed" | "appointment.cancelled" | "appointment.arrived" | "appointment.seated" | "appointment.completed" | "appointment.no_show" | "appointment.reopened" | "call.completed" | "task.created" | "task.done" | "task.reopened" | "message.received" | "message.sent" | "message.delivered" | "message.failed")[];
                    /** @description For people: what it is used for. */
                    description?: string;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "url": "text",
                     *       "description": "text",
                     *       "events": [
                     *         "appointment.requested"
                     *       ],
                     *       "active": true,
                     *       "disabledReason": "gone",
                     *       "disabledAt": "2026-11-24T15:30:00Z",
                     *       "disabledAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "failingSince": "2026-11-24T15:30:00Z",
                     *       "failingSinceLocal": "2026-11-24T09:30:00-06:00",
                     *       "previousSecretUntil": "2026-11-24T15:30:00Z",
                     *       "previousSecretUntilLocal": "2026-11-24T09:30:00-06:00",
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text",
                     *       "secret": "whsec_…"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        url: string;
                        description: string | null;
                        events: ("appointment.requested" | "appointment.booked" | "appointment.confirmed" | "appointment.moved" | "appointment.changed" | "appointment.cancelled" | "appointment.arrived" | "appointment.seated" | "appointment.completed" | "appointment.no_show" | "appointment.reopened" | "call.completed" | "task.created" | "task.done" | "task.reopened" | "message.received" | "message.sent" | "message.delivered" | "message.failed")[];
                        active: boolean;
                        /** @description Why it was switched off by itself: it answered 410 Gone, or it failed for five days. */
                        disabledReason: ("gone" | "failing") | null;
                        disabledAt: string | null;
                        disabledAtLocal: string | null;
                        failingSince: string | null;
                        failingSinceLocal: string | null;
                        previousSecretUntil: string | null;
                        previousSecretUntilLocal: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        timeZone: string;
                        /**
                         * @description Signs what is sent. Shown this once.
                         * @example whsec_…
                         */
                        secret: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
    WebhooksController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "url": "text",
                     *       "description": "text",
                     *       "events": [
                     *         "appointment.requested"
                     *       ],
                     *       "active": true,
                     *       "disabledReason": "gone",
                     *       "disabledAt": "2026-11-24T15:30:00Z",
                     *       "disabledAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "failingSince": "2026-11-24T15:30:00Z",
                     *       "failingSinceLocal": "2026-11-24T09:30:00-06:00",
                     *       "previousSecretUntil": "2026-11-24T15:30:00Z",
                     *       "previousSecretUntilLocal": "2026-11-24T09:30:00-06:00",
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        url: string;
                        description: string | null;
                        events: ("appointment.requested" | "appointment.booked" | "appointment.confirmed" | "appointment.moved" | "appointment.changed" | "appointment.cancelled" | "appointment.arrived" | "appointment.seated" | "appointment.completed" | "appointment.no_show" | "appointment.reopened" | "call.completed" | "task.created" | "task.done" | "task.reopened" | "message.received" | "message.sent" | "message.delivered" | "message.failed")[];
                        active: boolean;
                        /** @description Why it was switched off by itself: it answered 410 Gone, or it failed for five days. */
                        disabledReason: ("gone" | "failing") | null;
                        disabledAt: string | null;
                        disabledAtLocal: string | null;
                        failingSince: string | null;
                        failingSinceLocal: string | null;
                        previousSecretUntil: string | null;
                        previousSecretUntilLocal: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    WebhooksController_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    WebhooksController_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://hooks.example.com/crownline",
                 *       "events": [
                 *         "appointment.booked",
                 *         "appointment.cancelled"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /**
                     * @description https, by name, on port 443 or one from 1024 on, without credentials. Kept sealed.
                     * @example https://hooks.example.com/crownline
                     */
                    url?: string;
                    /**
                     * @description The types of events that are sent to it.
                     * @example [
                     *       "appointment.booked",
                     *       "appointment.cancelled"
                     *     ]
                     */
                    events?: ("appointment.requested" | "appointment.booked" | "appointment.confirmed" | "appointment.moved" | "appointment.changed" | "appointment.cancelled" | "appointment.arrived" | "appointment.seated" | "appointment.completed" | "appointment.no_show" | "appointment.reopened" | "call.completed" | "task.created" | "task.done" | "task.reopened" | "message.received" | "message.sent" | "message.delivered" | "message.failed")[];
                    description?: string | null;
                    /** @description False cancels what is on its way. True begins anew after a failure. */
                    active?: boolean;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "url": "text",
                     *       "description": "text",
                     *       "events": [
                     *         "appointment.requested"
                     *       ],
                     *       "active": true,
                     *       "disabledReason": "gone",
                     *       "disabledAt": "2026-11-24T15:30:00Z",
                     *       "disabledAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "failingSince": "2026-11-24T15:30:00Z",
                     *       "failingSinceLocal": "2026-11-24T09:30:00-06:00",
                     *       "previousSecretUntil": "2026-11-24T15:30:00Z",
                     *       "previousSecretUntilLocal": "2026-11-24T09:30:00-06:00",
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        url: string;
                        description: string | null;
                        events: ("appointment.requested" | "appointment.booked" | "appointment.confirmed" | "appointment.moved" | "appointment.changed" | "appointment.cancelled" | "appointment.arrived" | "appointment.seated" | "appointment.completed" | "appointment.no_show" | "appointment.reopened" | "call.completed" | "task.created" | "task.done" | "task.reopened" | "message.received" | "message.sent" | "message.delivered" | "message.failed")[];
                        active: boolean;
                        /** @description Why it was switched off by itself: it answered 410 Gone, or it failed for five days. */
                        disabledReason: ("gone" | "failing") | null;
                        disabledAt: string | null;
                        disabledAtLocal: string | null;
                        failingSince: string | null;
                        failingSinceLocal: string | null;
                        previousSecretUntil: string | null;
                        previousSecretUntilLocal: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    WebhooksController_rotateSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "url": "text",
                     *       "description": "text",
                     *       "events": [
                     *         "appointment.requested"
                     *       ],
                     *       "active": true,
                     *       "disabledReason": "gone",
                     *       "disabledAt": "2026-11-24T15:30:00Z",
                     *       "disabledAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "failingSince": "2026-11-24T15:30:00Z",
                     *       "failingSinceLocal": "2026-11-24T09:30:00-06:00",
                     *       "previousSecretUntil": "2026-11-24T15:30:00Z",
                     *       "previousSecretUntilLocal": "2026-11-24T09:30:00-06:00",
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text",
                     *       "secret": "whsec_…"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        url: string;
                        description: string | null;
                        events: ("appointment.requested" | "appointment.booked" | "appointment.confirmed" | "appointment.moved" | "appointment.changed" | "appointment.cancelled" | "appointment.arrived" | "appointment.seated" | "appointment.completed" | "appointment.no_show" | "appointment.reopened" | "call.completed" | "task.created" | "task.done" | "task.reopened" | "message.received" | "message.sent" | "message.delivered" | "message.failed")[];
                        active: boolean;
                        /** @description Why it was switched off by itself: it answered 410 Gone, or it failed for five days. */
                        disabledReason: ("gone" | "failing") | null;
                        disabledAt: string | null;
                        disabledAtLocal: string | null;
                        failingSince: string | null;
                        failingSinceLocal: string | null;
                        previousSecretUntil: string | null;
                        previousSecretUntilLocal: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        timeZone: string;
                        /**
                         * @description Signs what is sent. Shown this once.
                         * @example whsec_…
                         */
                        secret: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    WebhooksController_test: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "endpointId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "eventId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "eventType": "appointment.requested",
                     *       "status": "pending",
                     *       "attemptCount": 1,
                     *       "nextAttemptAt": "2026-11-24T15:30:00Z",
                     *       "nextAttemptAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "finishedAt": "2026-11-24T15:30:00Z",
                     *       "finishedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "replayOf": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "timeZone": "text",
                     *       "attempts": [
                     *         {
                     *           "number": 1,
                     *           "at": "2026-11-24T15:30:00Z",
                     *           "atLocal": "2026-11-24T09:30:00-06:00",
                     *           "durationMs": 1,
                     *           "statusCode": 1,
                     *           "error": "refused"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** Format: uuid */
                        endpointId: string;
                        /**
                         * Format: uuid
                         * @description The `webhook-id` that the receiver is told.
                         */
                        eventId: string;
                        /** @enum {string} */
                        eventType: "appointment.requested" | "appointment.booked" | "appointment.confirmed" | "appointment.moved" | "appointment.changed" | "appointment.cancelled" | "appointment.arrived" | "appointment.seated" | "appointment.completed" | "appointment.no_show" | "appointment.reopened" | "call.completed" | "task.created" | "task.done" | "task.reopened" | "message.received" | "message.sent" | "message.delivered" | "message.failed" | "webhook.test";
                        /**
                         * @description `pending`: it will be tried (again). `failed`: it was tried ten times, or the receiver is gone. `cancelled`: its endpoint was switched off or removed.
                         * @enum {string}
                         */
                        status: "pending" | "delivered" | "failed" | "cancelled";
                        /** @description Tries that have begun. */
                        attemptCount: number;
                        nextAttemptAt: string | null;
                        nextAttemptAtLocal: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        finishedAt: string | null;
                        finishedAtLocal: string | null;
                        /** @description The delivery that was asked for again. */
                        replayOf: string | null;
                        timeZone: string;
                        attempts: {
                            /** @description Counts from 1. One that is missing was cut short. */
                            number: number;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            at: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            atLocal: string;
                            durationMs: number;
                            /** @description Null when there was no answer. */
                            statusCode: number | null;
                            /** @description Null when it went well. `refused`: another status than 2xx. `redirected`: a 3xx, which is not followed. `gone`: 410. `forbidden_address`: the name leads to a network that is not public. `tls`: the certificate is not good. */
                            error: ("refused" | "gone" | "redirected" | "timed_out" | "unreachable" | "tls" | "forbidden_address") | null;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
    WebhookDeliveriesController_list: {
        parameters: {
            query?: {
                /** @description Those to this endpoint, also if it was removed. */
                endpointId?: string;
                status?: "pending" | "delivered" | "failed" | "cancelled";
                eventType?: "appointment.requested" | "appointment.booked" | "appointment.confirmed" | "appointment.moved" | "appointment.changed" | "appointment.cancelled" | "appointment.arrived" | "appointment.seated" | "appointment.completed" | "appointment.no_show" | "appointment.reopened" | "call.completed" | "task.created" | "task.done" | "task.reopened" | "message.received" | "message.sent" | "message.delivered" | "message.failed" | "webhook.test";
                /** @description The order of the list. A minus before the name: descending. */
                sort?: "-createdAt" | "createdAt";
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "endpointId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "eventId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "eventType": "appointment.requested",
                     *           "status": "pending",
                     *           "attemptCount": 1,
                     *           "nextAttemptAt": "2026-11-24T15:30:00Z",
                     *           "nextAttemptAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "createdAt": "2026-11-24T15:30:00Z",
                     *           "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "finishedAt": "2026-11-24T15:30:00Z",
                     *           "finishedAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "replayOf": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "timeZone": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            endpointId: string;
                            /**
                             * Format: uuid
                             * @description The `webhook-id` that the receiver is told.
                             */
                            eventId: string;
                            /** @enum {string} */
                            eventType: "appointment.requested" | "appointment.booked" | "appointment.confirmed" | "appointment.moved" | "appointment.changed" | "appointment.cancelled" | "appointment.arrived" | "appointment.seated" | "appointment.completed" | "appointment.no_show" | "appointment.reopened" | "call.completed" | "task.created" | "task.done" | "task.reopened" | "message.received" | "message.sent" | "message.delivered" | "message.failed" | "webhook.test";
                            /**
                             * @description `pending`: it will be tried (again). `failed`: it was tried ten times, or the receiver is gone. `cancelled`: its endpoint was switched off or removed.
                             * @enum {string}
                             */
                            status: "pending" | "delivered" | "failed" | "cancelled";
                            /** @description Tries that have begun. */
                            attemptCount: number;
                            nextAttemptAt: string | null;
                            nextAttemptAtLocal: string | null;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            createdAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            createdAtLocal: string;
                            finishedAt: string | null;
                            finishedAtLocal: string | null;
                            /** @description The delivery that was asked for again. */
                            replayOf: string | null;
                            timeZone: string;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    WebhookDeliveriesController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "endpointId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "eventId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "eventType": "appointment.requested",
                     *       "status": "pending",
                     *       "attemptCount": 1,
                     *       "nextAttemptAt": "2026-11-24T15:30:00Z",
                     *       "nextAttemptAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "finishedAt": "2026-11-24T15:30:00Z",
                     *       "finishedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "replayOf": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "timeZone": "text",
                     *       "attempts": [
                     *         {
                     *           "number": 1,
                     *           "at": "2026-11-24T15:30:00Z",
                     *           "atLocal": "2026-11-24T09:30:00-06:00",
                     *           "durationMs": 1,
                     *           "statusCode": 1,
                     *           "error": "refused"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** Format: uuid */
                        endpointId: string;
                        /**
                         * Format: uuid
                         * @description The `webhook-id` that the receiver is told.
                         */
                        eventId: string;
                        /** @enum {string} */
                        eventType: "appointment.requested" | "appointment.booked" | "appointment.confirmed" | "appointment.moved" | "appointment.changed" | "appointment.cancelled" | "appointment.arrived" | "appointment.seated" | "appointment.completed" | "appointment.no_show" | "appointment.reopened" | "call.completed" | "task.created" | "task.done" | "task.reopened" | "message.received" | "message.sent" | "message.delivered" | "message.failed" | "webhook.test";
                        /**
                         * @description `pending`: it will be tried (again). `failed`: it was tried ten times, or the receiver is gone. `cancelled`: its endpoint was switched off or removed.
                         * @enum {string}
                         */
                        status: "pending" | "delivered" | "failed" | "cancelled";
                        /** @description Tries that have begun. */
                        attemptCount: number;
                        nextAttemptAt: string | null;
                        nextAttemptAtLocal: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        finishedAt: string | null;
                        finishedAtLocal: string | null;
                        /** @description The delivery that was asked for again. */
                        replayOf: string | null;
                        timeZone: string;
                        attempts: {
                            /** @description Counts from 1. One that is missing was cut short. */
                            number: number;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            at: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            atLocal: string;
                            durationMs: number;
                            /** @description Null when there was no answer. */
                            statusCode: number | null;
                            /** @description Null when it went well. `refused`: another status than 2xx. `redirected`: a 3xx, which is not followed. `gone`: 410. `forbidden_address`: the name leads to a network that is not public. `tls`: the certificate is not good. */
                            error: ("refused" | "gone" | "redirected" | "timed_out" | "unreachable" | "tls" | "forbidden_address") | null;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    WebhookDeliveriesController_replay: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "endpointId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "eventId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "eventType": "appointment.requested",
                     *       "status": "pending",
                     *       "attemptCount": 1,
                     *       "nextAttemptAt": "2026-11-24T15:30:00Z",
                     *       "nextAttemptAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "finishedAt": "2026-11-24T15:30:00Z",
                     *       "finishedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "replayOf": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "timeZone": "text",
                     *       "attempts": [
                     *         {
                     *           "number": 1,
                     *           "at": "2026-11-24T15:30:00Z",
                     *           "atLocal": "2026-11-24T09:30:00-06:00",
                     *           "durationMs": 1,
                     *           "statusCode": 1,
                     *           "error": "refused"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** Format: uuid */
                        endpointId: string;
                        /**
                         * Format: uuid
                         * @description The `webhook-id` that the receiver is told.
                         */
                        eventId: string;
                        /** @enum {string} */
                        eventType: "appointment.requested" | "appointment.booked" | "appointment.confirmed" | "appointment.moved" | "appointment.changed" | "appointment.cancelled" | "appointment.arrived" | "appointment.seated" | "appointment.completed" | "appointment.no_show" | "appointment.reopened" | "call.completed" | "task.created" | "task.done" | "task.reopened" | "message.received" | "message.sent" | "message.delivered" | "message.failed" | "webhook.test";
                        /**
                         * @description `pending`: it will be tried (again). `failed`: it was tried ten times, or the receiver is gone. `cancelled`: its endpoint was switched off or removed.
                         * @enum {string}
                         */
                        status: "pending" | "delivered" | "failed" | "cancelled";
                        /** @description Tries that have begun. */
                        attemptCount: number;
                        nextAttemptAt: string | null;
                        nextAttemptAtLocal: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        finishedAt: string | null;
                        finishedAtLocal: string | null;
                        /** @description The delivery that was asked for again. */
                        replayOf: string | null;
                        timeZone: string;
                        attempts: {
                            /** @description Counts from 1. One that is missing was cut short. */
                            number: number;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            at: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            atLocal: string;
                            durationMs: number;
                            /** @description Null when there was no answer. */
                            statusCode: number | null;
                            /** @description Null when it went well. `refused`: another status than 2xx. `redirected`: a 3xx, which is not followed. `gone`: 410. `forbidden_address`: the name leads to a network that is not public. `tls`: the certificate is not good. */
                            error: ("refused" | "gone" | "redirected" | "timed_out" | "unreachable" | "tls" | "forbidden_address") | null;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
    AuditTrailController_accesses: {
        parameters: {
            query?: {
                /** @description Included. Since ever when absent. */
                from?: string;
                /** @description Not included. Until now when absent. */
                to?: string;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "at": "2026-11-24T15:30:00Z",
                     *           "actor": {
                     *             "kind": "agent",
                     *             "id": "text"
                     *           },
                     *           "action": "text",
                     *           "subject": {
                     *             "kind": "text",
                     *             "id": "text"
                     *           },
                     *           "callId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "reason": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: date-time */
                            at: string;
                            actor: {
                                /** @enum {string} */
                                kind: "agent" | "api_key" | "staff" | "system" | "patient";
                                /** @description Of a key, of an account, or the name of a part of the product. */
                                id: string;
                            };
                            /** @description What they did, such as `appointment.read`. */
                            action: string;
                            /** @description The record. */
                            subject: {
                                kind: string;
                                id: string;
                            };
                            callId: string | null;
                            /** @description Where somebody had to say why. */
                            reason: string | null;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    AuditEntriesController_search: {
        parameters: {
            query?: {
                /** @description What was done, such as `appointment.booked`. */
                action?: string;
                /** @description What sort of somebody did it. */
                actorKind?: "agent" | "api_key" | "staff" | "system" | "patient";
                /** @description Who did it: a key, an account, or a part of the product. */
                actorId?: string;
                /** @description What sort of record it was done to, such as `appointment`. */
                subjectKind?: string;
                /** @description The record. */
                subjectId?: string;
                /** @description Whose data was read or changed. */
                patientId?: string;
                /** @description The call in which it was done. */
                callSid?: string;
                /** @description Included. Since ever when absent. */
                from?: string;
                /** @description Not included. Until now when absent. */
                to?: string;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "seq": 1,
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "at": "2026-11-24T15:30:00Z",
                     *           "atLocal": "2026-11-24T09:30:00-06:00",
                     *           "timeZone": "text",
                     *           "actor": {
                     *             "kind": "agent",
                     *             "id": "text"
                     *           },
                     *           "action": "appointment.booked",
                     *           "subject": {
                     *             "kind": "text",
                     *             "id": "text"
                     *           },
                     *           "patientIds": [
                     *             "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                     *           ],
                     *           "callSid": "text",
                     *           "reason": "text",
                     *           "detail": {},
                     *           "hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** @description Its number in the clinic's chain: from 1, without gaps. */
                            seq: number;
                            /** Format: uuid */
                            id: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            at: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            atLocal: string;
                            /** @description The clinic's zone, IANA. */
                            timeZone: string;
                            actor: {
                                /** @enum {string} */
                                kind: "agent" | "api_key" | "staff" | "system" | "patient";
                                /** @description Of a key, of an account, or the name of a part of the product. */
                                id: string;
                            };
                            /** @example appointment.booked */
                            action: string;
                            /** @description The record. */
                            subject: {
                                kind: string;
                                id: string;
                            };
                            /** @description Whose data was read or changed. */
                            patientIds: string[];
                            /** @description The call in which it was done. */
                            callSid: string | null;
                            /** @description Where somebody had to say why. */
                            reason: string | null;
                            /** @description Ids, enums, counts and times: never what a person said or is called. */
                            detail: {
                                [key: string]: string | number | boolean | null;
                            };
                            /**
                             * @description SHA-256 over the hash of the entry before and all of this one.
                             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
                             */
                            hash: string;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    AuditEntriesController_export: {
        parameters: {
            query?: {
                /** @description Included. Since ever when absent. */
                from?: string;
                /** @description Not included. Until now when absent. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Lines, each of this shape. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "kind": "range",
                     *       "clinicId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "first": 1,
                     *       "last": 1,
                     *       "before": "text"
                     *     }
                     */
                    "application/x-ndjson": {
                        /** @enum {string} */
                        kind: "range";
                        /** Format: uuid */
                        clinicId: string;
                        /** @description `seq` of the first entry; null without any. */
                        first: number | null;
                        last: number | null;
                        /** @description The hash of the entry before the first; 64 zeros where there is none. */
                        before: string | null;
                    } | {
                        /** @enum {string} */
                        kind: "entry";
                        /** @description Its number in the clinic's chain: from 1, without gaps. */
                        seq: number;
                        /** Format: uuid */
                        id: string;
                        /** Format: date-time */
                        at: string;
                        /** @enum {string} */
                        actorKind: "agent" | "api_key" | "staff" | "system" | "patient";
                        actorId: string;
                        action: string;
                        subjectKind: string;
                        subjectId: string;
                        patientIds: string[];
                        callId: string | null;
                        reason: string | null;
                        /** @description Ids, enums, counts and times: never what a person said or is called. */
                        detail: {
                            [key: string]: string | number | boolean | null;
                        };
                        /**
                         * @description SHA-256 over the hash of the entry before and all of this one.
                         * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
                         */
                        hash: string;
                        /** @description HMAC under a key that is not in the database. */
                        mac: string;
                        keyId: string;
                    } | {
                        /** @enum {string} */
                        kind: "head";
                        /** Format: uuid */
                        clinicId: string;
                        seq: number;
                        /**
                         * @description SHA-256 over the hash of the entry before and all of this one.
                         * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
                         */
                        hash: string;
                        /** @description HMAC under a key that is not in the database. */
                        mac: string;
                        keyId: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    AuditEntriesController_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string | number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "seq": 1,
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "at": "2026-11-24T15:30:00Z",
                     *       "atLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text",
                     *       "actor": {
                     *         "kind": "agent",
                     *         "id": "text"
                     *       },
                     *       "action": "appointment.booked",
                     *       "subject": {
                     *         "kind": "text",
                     *         "id": "text"
                     *       },
                     *       "patientIds": [
                     *         "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                     *       ],
                     *       "callSid": "text",
                     *       "reason": "text",
                     *       "detail": {},
                     *       "hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
                     *     }
                     */
                    "application/json": {
                        /** @description Its number in the clinic's chain: from 1, without gaps. */
                        seq: number;
                        /** Format: uuid */
                        id: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        at: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        atLocal: string;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                        actor: {
                            /** @enum {string} */
                            kind: "agent" | "api_key" | "staff" | "system" | "patient";
                            /** @description Of a key, of an account, or the name of a part of the product. */
                            id: string;
                        };
                        /** @example appointment.booked */
                        action: string;
                        /** @description The record. */
                        subject: {
                            kind: string;
                            id: string;
                        };
                        /** @description Whose data was read or changed. */
                        patientIds: string[];
                        /** @description The call in which it was done. */
                        callSid: string | null;
                        /** @description Where somebody had to say why. */
                        reason: string | null;
                        /** @description Ids, enums, counts and times: never what a person said or is called. */
                        detail: {
                            [key: string]: string | number | boolean | null;
                        };
                        /**
                         * @description SHA-256 over the hash of the entry before and all of this one.
                         * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
                         */
                        hash: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    AuditEntriesController_verify: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": {
                    /** @description `end` of an earlier answer: that entry must still be what it was, and those behind it are verified. */
                    after?: {
                        seq: number;
                        /**
                         * @description SHA-256 over the hash of the entry before and all of this one.
                         * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
                         */
                        hash: string;
                    };
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ok": true,
                     *       "checked": 1,
                     *       "firstBad": {
                     *         "clinicId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *         "seq": 1,
                     *         "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *         "fault": "altered"
                     *       },
                     *       "end": {
                     *         "seq": 1,
                     *         "hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
                     *       },
                     *       "complete": true
                     *     }
                     */
                    "application/json": {
                        ok: boolean;
                        /** @description Entries that were read for this answer. */
                        checked: number;
                        /** @description The first entry that does not fit. */
                        firstBad: {
                            /** Format: uuid */
                            clinicId: string;
                            seq: number;
                            /** @description Null where there is no entry. */
                            id: string | null;
                            /**
                             * @description `altered`: it says something else than it did. `missing`: there was one with this number. `forged`: nobody with our key has written it. `after_the_end`, `cut_off`: the chain is longer or shorter than it was. `head_forged`: where it ends was not written by us. `unprovable`: every key that could prove it is gone.
                             * @enum {string}
                             */
                            fault: "altered" | "missing" | "forged" | "after_the_end" | "cut_off" | "head_forged" | "unprovable";
                        } | null;
                        /** @description The last entry that was verified; 0 for none. */
                        end: {
                            seq: number;
                            /**
                             * @description SHA-256 over the hash of the entry before and all of this one.
                             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
                             */
                            hash: string;
                        };
                        /** @description False when more entries follow: ask again with `end` as `after`. */
                        complete: boolean;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    ConsentsController_list: {
        parameters: {
            query?: {
                /** @description `text`, `call`: to being texted, or called by the clinic. `recording`, `ai_disclosure`: for one call. */
                purpose?: "text" | "call" | "recording" | "ai_disclosure";
                /** @description A refusal takes back what was given before. An `ai_disclosure` is `given` with the telling. */
                choice?: "given" | "refused";
                /** @description Of this call. */
                callId?: string;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "purpose": "text",
                     *           "choice": "given",
                     *           "number": "text",
                     *           "callId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "wording": {
                     *             "id": "text",
                     *             "version": 1,
                     *             "language": "en"
                     *           },
                     *           "channel": "call",
                     *           "evidence": {
                     *             "kind": "text",
                     *             "id": "text"
                     *           },
                     *           "at": "2026-11-24T15:30:00Z",
                     *           "atLocal": "2026-11-24T09:30:00-06:00",
                     *           "timeZone": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            /**
                             * @description `text`, `call`: to being texted, or called by the clinic. `recording`, `ai_disclosure`: for one call.
                             * @enum {string}
                             */
                            purpose: "text" | "call" | "recording" | "ai_disclosure";
                            /**
                             * @description A refusal takes back what was given before. An `ai_disclosure` is `given` with the telling.
                             * @enum {string}
                             */
                            choice: "given" | "refused";
                            /** @description E.164. Null when it was withheld or erased, and to whoever may not read patients. */
                            number: string | null;
                            /** @description The call in which it was said. */
                            callId: string | null;
                            /** @description The words of ours that it is about. Null for what people say of their own accord, or on a form. */
                            wording: {
                                id: string;
                                version: number;
                                /** @enum {string} */
                                language: "en" | "es";
                            } | null;
                            /**
                             * @description In a call, by text, to the staff, or on a page.
                             * @enum {string}
                             */
                            channel: "call" | "text" | "staff" | "web";
                            /** @description Where it was said: a `turn`, `text`, `desk_task` or `call`; who heard it; or the form. */
                            evidence: {
                                kind: string;
                                id: string;
                            };
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            at: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            atLocal: string;
                            /** @description The clinic's zone, IANA. */
                            timeZone: string;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    ConsentsController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "phone": "+15125550143",
                 *       "purpose": "text",
                 *       "choice": "given",
                 *       "evidence": {
                 *         "kind": "word"
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Whose: consents to being contacted are those of a number.
                     * @example +15125550143
                     */
                    phone: string;
                    /** @enum {string} */
                    purpose: "text" | "call";
                    /**
                     * @description A refusal takes back what was given before. An `ai_disclosure` is `given` with the telling.
                     * @enum {string}
                     */
                    choice: "given" | "refused";
                    /** @description Where it was said. */
                    evidence: {
                        /** @enum {string} */
                        kind: "word";
                    } | {
                        /** @enum {string} */
                        kind: "paper";
                        /**
                         * @description The clinic's own mark for the form, by which it is found again. Never a name or a number of a person.
                         * @example F-2026-0117
                         */
                        reference: string;
                    } | {
                        /** @enum {string} */
                        kind: "web_form";
                        /**
                         * @description The clinic's own mark for the form, by which it is found again. Never a name or a number of a person.
                         * @example F-2026-0117
                         */
                        reference: string;
                    };
                    /**
                     * Format: date-time
                     * @description When it was said: the last word counts, whenever it is entered. Now when absent.
                     */
                    at?: string;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "purpose": "text",
                     *       "choice": "given",
                     *       "number": "text",
                     *       "callId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "wording": {
                     *         "id": "text",
                     *         "version": 1,
                     *         "language": "en"
                     *       },
                     *       "channel": "call",
                     *       "evidence": {
                     *         "kind": "text",
                     *         "id": "text"
                     *       },
                     *       "at": "2026-11-24T15:30:00Z",
                     *       "atLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /**
                         * @description `text`, `call`: to being texted, or called by the clinic. `recording`, `ai_disclosure`: for one call.
                         * @enum {string}
                         */
                        purpose: "text" | "call" | "recording" | "ai_disclosure";
                        /**
                         * @description A refusal takes back what was given before. An `ai_disclosure` is `given` with the telling.
                         * @enum {string}
                         */
                        choice: "given" | "refused";
                        /** @description E.164. Null when it was withheld or erased, and to whoever may not read patients. */
                        number: string | null;
                        /** @description The call in which it was said. */
                        callId: string | null;
                        /** @description The words of ours that it is about. Null for what people say of their own accord, or on a form. */
                        wording: {
                            id: string;
                            version: number;
                            /** @enum {string} */
                            language: "en" | "es";
                        } | null;
                        /**
                         * @description In a call, by text, to the staff, or on a page.
                         * @enum {string}
                         */
                        channel: "call" | "text" | "staff" | "web";
                        /** @description Where it was said: a `turn`, `text`, `desk_task` or `call`; who heard it; or the form. */
                        evidence: {
                            kind: string;
                            id: string;
                        };
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        at: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        atLocal: string;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    ConsentsController_search: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "phone": "+15125550143"
                 *     }
                 */
                "application/json": {
                    /** @example +15125550143 */
                    phone: string;
                    /**
                     * @description `text`, `call`: to being texted, or called by the clinic. `recording`, `ai_disclosure`: for one call.
                     * @enum {string}
                     */
                    purpose?: "text" | "call" | "recording" | "ai_disclosure";
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "purpose": "text",
                     *           "choice": "given",
                     *           "number": "text",
                     *           "callId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "wording": {
                     *             "id": "text",
                     *             "version": 1,
                     *             "language": "en"
                     *           },
                     *           "channel": "call",
                     *           "evidence": {
                     *             "kind": "text",
                     *             "id": "text"
                     *           },
                     *           "at": "2026-11-24T15:30:00Z",
                     *           "atLocal": "2026-11-24T09:30:00-06:00",
                     *           "timeZone": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @description The last word on each purpose on which there is one. */
                        items: {
                            /** Format: uuid */
                            id: string;
                            /**
                             * @description `text`, `call`: to being texted, or called by the clinic. `recording`, `ai_disclosure`: for one call.
                             * @enum {string}
                             */
                            purpose: "text" | "call" | "recording" | "ai_disclosure";
                            /**
                             * @description A refusal takes back what was given before. An `ai_disclosure` is `given` with the telling.
                             * @enum {string}
                             */
                            choice: "given" | "refused";
                            /** @description E.164. Null when it was withheld or erased, and to whoever may not read patients. */
                            number: string | null;
                            /** @description The call in which it was said. */
                            callId: string | null;
                            /** @description The words of ours that it is about. Null for what people say of their own accord, or on a form. */
                            wording: {
                                id: string;
                                version: number;
                                /** @enum {string} */
                                language: "en" | "es";
                            } | null;
                            /**
                             * @description In a call, by text, to the staff, or on a page.
                             * @enum {string}
                             */
                            channel: "call" | "text" | "staff" | "web";
                            /** @description Where it was said: a `turn`, `text`, `desk_task` or `call`; who heard it; or the form. */
                            evidence: {
                                kind: string;
                                id: string;
                            };
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            at: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            atLocal: string;
                            /** @description The clinic's zone, IANA. */
                            timeZone: string;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    ConsentsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "purpose": "text",
                     *       "choice": "given",
                     *       "number": "text",
                     *       "callId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "wording": {
                     *         "id": "text",
                     *         "version": 1,
                     *         "language": "en"
                     *       },
                     *       "channel": "call",
                     *       "evidence": {
                     *         "kind": "text",
                     *         "id": "text"
                     *       },
                     *       "at": "2026-11-24T15:30:00Z",
                     *       "atLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /**
                         * @description `text`, `call`: to being texted, or called by the clinic. `recording`, `ai_disclosure`: for one call.
                         * @enum {string}
                         */
                        purpose: "text" | "call" | "recording" | "ai_disclosure";
                        /**
                         * @description A refusal takes back what was given before. An `ai_disclosure` is `given` with the telling.
                         * @enum {string}
                         */
                        choice: "given" | "refused";
                        /** @description E.164. Null when it was withheld or erased, and to whoever may not read patients. */
                        number: string | null;
                        /** @description The call in which it was said. */
                        callId: string | null;
                        /** @description The words of ours that it is about. Null for what people say of their own accord, or on a form. */
                        wording: {
                            id: string;
                            version: number;
                            /** @enum {string} */
                            language: "en" | "es";
                        } | null;
                        /**
                         * @description In a call, by text, to the staff, or on a page.
                         * @enum {string}
                         */
                        channel: "call" | "text" | "staff" | "web";
                        /** @description Where it was said: a `turn`, `text`, `desk_task` or `call`; who heard it; or the form. */
                        evidence: {
                            kind: string;
                            id: string;
                        };
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        at: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        atLocal: string;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    PatientsController_list: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "givenName": "text",
                     *           "familyName": "text",
                     *           "phone": "text",
                     *           "birthDate": "2026-11-24",
                     *           "email": "text",
                     *           "knownSince": "2026-11-24",
                     *           "createdAt": "2026-11-24T15:30:00Z",
                     *           "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "erasedAt": "2026-11-24T15:30:00Z",
                     *           "erasedAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "timeZone": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            /** @description Null once the patient was erased, as are all details. */
                            givenName: string | null;
                            familyName: string | null;
                            /** @description E.164. */
                            phone: string | null;
                            birthDate: string | null;
                            email: string | null;
                            /** @description Since when they are a patient of the practice. Null for somebody who is new. */
                            knownSince: string | null;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            createdAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            createdAtLocal: string;
                            erasedAt: string | null;
                            erasedAtLocal: string | null;
                            /** @description The clinic's zone, IANA. */
                            timeZone: string;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    PatientsController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "givenName": "Ada",
                 *       "familyName": "Marsh"
                 *     }
                 */
                "application/json": {
                    /** @example Ada */
                    givenName: string;
                    /** @example Marsh */
                    familyName: string;
                    /** @default null */
                    phone?: string | null;
                    birthDate?: string | null;
                    /** @default null */
                    email?: string | null;
                    /** @description Since when they are a patient of the practice. Null for somebody who is new. */
                    knownSince?: string | null;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "givenName": "text",
                     *       "familyName": "text",
                     *       "phone": "text",
                     *       "birthDate": "2026-11-24",
                     *       "email": "text",
                     *       "knownSince": "2026-11-24",
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "erasedAt": "2026-11-24T15:30:00Z",
                     *       "erasedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @description Null once the patient was erased, as are all details. */
                        givenName: string | null;
                        familyName: string | null;
                        /** @description E.164. */
                        phone: string | null;
                        birthDate: string | null;
                        email: string | null;
                        /** @description Since when they are a patient of the practice. Null for somebody who is new. */
                        knownSince: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        erasedAt: string | null;
                        erasedAtLocal: string | null;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
    PatientsController_search: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "phone": "+15125550143",
                 *       "birthDate": "2026-11-24"
                 *     }
                 */
                "application/json": {
                    /** @example +15125550143 */
                    phone?: string;
                    /** @description Case, accents and spaces do not count. */
                    familyName?: string;
                    /**
                     * Format: date
                     * @example 2026-11-24
                     */
                    birthDate?: string;
                    /** @description `nextCursor` of the page before. */
                    cursor?: string;
                    /** @default 50 */
                    limit?: number;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "givenName": "text",
                     *           "familyName": "text",
                     *           "phone": "text",
                     *           "birthDate": "2026-11-24",
                     *           "email": "text",
                     *           "knownSince": "2026-11-24",
                     *           "createdAt": "2026-11-24T15:30:00Z",
                     *           "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "erasedAt": "2026-11-24T15:30:00Z",
                     *           "erasedAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "timeZone": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            /** @description Null once the patient was erased, as are all details. */
                            givenName: string | null;
                            familyName: string | null;
                            /** @description E.164. */
                            phone: string | null;
                            birthDate: string | null;
                            email: string | null;
                            /** @description Since when they are a patient of the practice. Null for somebody who is new. */
                            knownSince: string | null;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            createdAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            createdAtLocal: string;
                            erasedAt: string | null;
                            erasedAtLocal: string | null;
                            /** @description The clinic's zone, IANA. */
                            timeZone: string;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    PatientsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "givenName": "text",
                     *       "familyName": "text",
                     *       "phone": "text",
                     *       "birthDate": "2026-11-24",
                     *       "email": "text",
                     *       "knownSince": "2026-11-24",
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "erasedAt": "2026-11-24T15:30:00Z",
                     *       "erasedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @description Null once the patient was erased, as are all details. */
                        givenName: string | null;
                        familyName: string | null;
                        /** @description E.164. */
                        phone: string | null;
                        birthDate: string | null;
                        email: string | null;
                        /** @description Since when they are a patient of the practice. Null for somebody who is new. */
                        knownSince: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        erasedAt: string | null;
                        erasedAtLocal: string | null;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    PatientsController_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "givenName": "Ada",
                 *       "familyName": "Marsh"
                 *     }
                 */
                "application/json": {
                    /** @example Ada */
                    givenName?: string;
                    /** @example Marsh */
                    familyName?: string;
                    phone?: string | null;
                    birthDate?: string | null;
                    email?: string | null;
                    knownSince?: string | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "givenName": "text",
                     *       "familyName": "text",
                     *       "phone": "text",
                     *       "birthDate": "2026-11-24",
                     *       "email": "text",
                     *       "knownSince": "2026-11-24",
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "erasedAt": "2026-11-24T15:30:00Z",
                     *       "erasedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @description Null once the patient was erased, as are all details. */
                        givenName: string | null;
                        familyName: string | null;
                        /** @description E.164. */
                        phone: string | null;
                        birthDate: string | null;
                        email: string | null;
                        /** @description Since when they are a patient of the practice. Null for somebody who is new. */
                        knownSince: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        erasedAt: string | null;
                        erasedAtLocal: string | null;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            409: components["responses"]["Problem-409"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    RepresentativesController_list: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "patientId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "representativeId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "givenName": "text",
                     *           "familyName": "text",
                     *           "relation": "guardian",
                     *           "createdAt": "2026-11-24T15:30:00Z",
                     *           "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "timeZone": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /**
                             * Format: uuid
                             * @description Whom they may speak for.
                             */
                            patientId: string;
                            /**
                             * Format: uuid
                             * @description Their own record as a patient of the clinic.
                             */
                            representativeId: string;
                            /** @description The representative's. */
                            givenName: string;
                            familyName: string;
                            /**
                             * @description `guardian`: of a child, until it comes of age. `authorised`: by the patient, until it is taken back.
                             * @enum {string}
                             */
                            relation: "guardian" | "authorised";
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            createdAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            createdAtLocal: string;
                            /** @description The clinic's zone, IANA. */
                            timeZone: string;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    RepresentativesController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                representativeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "patientId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "representativeId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "givenName": "text",
                     *       "familyName": "text",
                     *       "relation": "guardian",
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /**
                         * Format: uuid
                         * @description Whom they may speak for.
                         */
                        patientId: string;
                        /**
                         * Format: uuid
                         * @description Their own record as a patient of the clinic.
                         */
                        representativeId: string;
                        /** @description The representative's. */
                        givenName: string;
                        familyName: string;
                        /**
                         * @description `guardian`: of a child, until it comes of age. `authorised`: by the patient, until it is taken back.
                         * @enum {string}
                         */
                        relation: "guardian" | "authorised";
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    RepresentativesController_put: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                representativeId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "relation": "guardian"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description `guardian`: of a child, until it comes of age. `authorised`: by the patient, until it is taken back.
                     * @enum {string}
                     */
                    relation: "guardian" | "authorised";
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "patientId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "representativeId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "givenName": "text",
                     *       "familyName": "text",
                     *       "relation": "guardian",
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /**
                         * Format: uuid
                         * @description Whom they may speak for.
                         */
                        patientId: string;
                        /**
                         * Format: uuid
                         * @description Their own record as a patient of the clinic.
                         */
                        representativeId: string;
                        /** @description The representative's. */
                        givenName: string;
                        familyName: string;
                        /**
                         * @description `guardian`: of a child, until it comes of age. `authorised`: by the patient, until it is taken back.
                         * @enum {string}
                         */
                        relation: "guardian" | "authorised";
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            409: components["responses"]["Problem-409"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    RepresentativesController_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                representativeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    DeskTasksController_list: {
        parameters: {
            query?: {
                /** @description Both when absent. */
                status?: "open" | "done";
                /** @description What a caller wants: to be called, an answer, a prescription, laboratory work, records, insurance details looked at, help in an emergency. Otherwise: a visit and an appointment of its provider elsewhere lie at one time; a calendar elsewhere can not be read. */
                kind?: "callback" | "question" | "prescription" | "lab_work" | "records" | "insurance" | "emergency" | "collision" | "calendar_unreadable";
                /** @description Included. */
                createdAfter?: string;
                /** @description Not included. */
                createdBefore?: string;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "kind": "callback",
                     *           "origin": "voicemail",
                     *           "status": "open",
                     *           "callSid": "text",
                     *           "callerNumber": "text",
                     *           "callerName": "text",
                     *           "note": "text",
                     *           "recordingSid": "text",
                     *           "createdAt": "2026-11-24T15:30:00Z",
                     *           "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "doneAt": "2026-11-24T15:30:00Z",
                     *           "doneAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "timeZone": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            /**
                             * @description What a caller wants: to be called, an answer, a prescription, laboratory work, records, insurance details looked at, help in an emergency. Otherwise: a visit and an appointment of its provider elsewhere lie at one time; a calendar elsewhere can not be read.
                             * @enum {string}
                             */
                            kind: "callback" | "question" | "prescription" | "lab_work" | "records" | "insurance" | "emergency" | "collision" | "calendar_unreadable";
                            /**
                             * @description A recorded message, one that the receptionist took, a text, a calendar elsewhere, or somebody of the staff.
                             * @enum {string}
                             */
                            origin: "voicemail" | "message" | "text" | "calendar" | "staff";
                            /** @enum {string} */
                            status: "open" | "done";
                            /** @description The call that it comes from. */
                            callSid: string | null;
                            /** @description Null for a task that is about no caller. */
                            callerNumber: string | null;
                            callerName: string | null;
                            note: string | null;
                            recordingSid: string | null;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            createdAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            createdAtLocal: string;
                            doneAt: string | null;
                            doneAtLocal: string | null;
                            /** @description The clinic's zone, IANA. */
                            timeZone: string;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    DeskTasksController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "callback",
                 *       "note": "Wants to know whether the crown is covered.",
                 *       "callerNumber": "+15125550143"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description What somebody wants.
                     * @enum {string}
                     */
                    kind: "callback" | "question" | "prescription" | "lab_work" | "records" | "insurance" | "emergency";
                    /**
                     * @description Numbers of cards are taken out before it is stored.
                     * @example Wants to know whether the crown is covered.
                     */
                    note: string;
                    /** @description The call that it comes from. */
                    callSid?: string;
                    /**
                     * @description Whom it is about. Needed for a callback.
                     * @example +15125550143
                     */
                    callerNumber?: string;
                    callerName?: string;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "kind": "callback",
                     *       "origin": "voicemail",
                     *       "status": "open",
                     *       "callSid": "text",
                     *       "callerNumber": "text",
                     *       "callerName": "text",
                     *       "note": "text",
                     *       "recordingSid": "text",
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "doneAt": "2026-11-24T15:30:00Z",
                     *       "doneAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /**
                         * @description What a caller wants: to be called, an answer, a prescription, laboratory work, records, insurance details looked at, help in an emergency. Otherwise: a visit and an appointment of its provider elsewhere lie at one time; a calendar elsewhere can not be read.
                         * @enum {string}
                         */
                        kind: "callback" | "question" | "prescription" | "lab_work" | "records" | "insurance" | "emergency" | "collision" | "calendar_unreadable";
                        /**
                         * @description A recorded message, one that the receptionist took, a text, a calendar elsewhere, or somebody of the staff.
                         * @enum {string}
                         */
                        origin: "voicemail" | "message" | "text" | "calendar" | "staff";
                        /** @enum {string} */
                        status: "open" | "done";
                        /** @description The call that it comes from. */
                        callSid: string | null;
                        /** @description Null for a task that is about no caller. */
                        callerNumber: string | null;
                        callerName: string | null;
                        note: string | null;
                        recordingSid: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        doneAt: string | null;
                        doneAtLocal: string | null;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    DeskTasksController_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "kind": "callback",
                     *       "origin": "voicemail",
                     *       "status": "open",
                     *       "callSid": "text",
                     *       "callerNumber": "text",
                     *       "callerName": "text",
                     *       "note": "text",
                     *       "recordingSid": "text",
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "doneAt": "2026-11-24T15:30:00Z",
                     *       "doneAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /**
                         * @description What a caller wants: to be called, an answer, a prescription, laboratory work, records, insurance details looked at, help in an emergency. Otherwise: a visit and an appointment of its provider elsewhere lie at one time; a calendar elsewhere can not be read.
                         * @enum {string}
                         */
                        kind: "callback" | "question" | "prescription" | "lab_work" | "records" | "insurance" | "emergency" | "collision" | "calendar_unreadable";
                        /**
                         * @description A recorded message, one that the receptionist took, a text, a calendar elsewhere, or somebody of the staff.
                         * @enum {string}
                         */
                        origin: "voicemail" | "message" | "text" | "calendar" | "staff";
                        /** @enum {string} */
                        status: "open" | "done";
                        /** @description The call that it comes from. */
                        callSid: string | null;
                        /** @description Null for a task that is about no caller. */
                        callerNumber: string | null;
                        callerName: string | null;
                        note: string | null;
                        recordingSid: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        doneAt: string | null;
                        doneAtLocal: string | null;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    DeskTasksController_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": {
                    /** @enum {string} */
                    status?: "open" | "done";
                    note?: string | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "kind": "callback",
                     *       "origin": "voicemail",
                     *       "status": "open",
                     *       "callSid": "text",
                     *       "callerNumber": "text",
                     *       "callerName": "text",
                     *       "note": "text",
                     *       "recordingSid": "text",
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "doneAt": "2026-11-24T15:30:00Z",
                     *       "doneAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /**
                         * @description What a caller wants: to be called, an answer, a prescription, laboratory work, records, insurance details looked at, help in an emergency. Otherwise: a visit and an appointment of its provider elsewhere lie at one time; a calendar elsewhere can not be read.
                         * @enum {string}
                         */
                        kind: "callback" | "question" | "prescription" | "lab_work" | "records" | "insurance" | "emergency" | "collision" | "calendar_unreadable";
                        /**
                         * @description A recorded message, one that the receptionist took, a text, a calendar elsewhere, or somebody of the staff.
                         * @enum {string}
                         */
                        origin: "voicemail" | "message" | "text" | "calendar" | "staff";
                        /** @enum {string} */
                        status: "open" | "done";
                        /** @description The call that it comes from. */
                        callSid: string | null;
                        /** @description Null for a task that is about no caller. */
                        callerNumber: string | null;
                        callerName: string | null;
                        note: string | null;
                        recordingSid: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        doneAt: string | null;
                        doneAtLocal: string | null;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    RetentionRulesController_list: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "kind": "recordings",
                     *           "days": 1,
                     *           "chosenDays": 1,
                     *           "defaultDays": 1,
                     *           "minDays": 1,
                     *           "maxDays": 1,
                     *           "changedAt": "2026-11-24T15:30:00Z",
                     *           "changedAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "timeZone": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /**
                             * @description What is kept. `audit`: what is older is counted, and left to whoever operates the database.
                             * @enum {string}
                             */
                            kind: "recordings" | "transcripts" | "texts" | "desk_tasks" | "identity_attempts" | "audit";
                            /** @description What holds: those that were chosen, or else the default. */
                            days: number;
                            /** @description Null where the clinic has chosen nothing. */
                            chosenDays: number | null;
                            defaultDays: number;
                            minDays: number;
                            maxDays: number;
                            changedAt: string | null;
                            changedAtLocal: string | null;
                            /** @description The clinic's zone, IANA. */
                            timeZone: string;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    RetentionRulesController_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                kind: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "kind": "recordings",
                     *       "days": 1,
                     *       "chosenDays": 1,
                     *       "defaultDays": 1,
                     *       "minDays": 1,
                     *       "maxDays": 1,
                     *       "changedAt": "2026-11-24T15:30:00Z",
                     *       "changedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /**
                         * @description What is kept. `audit`: what is older is counted, and left to whoever operates the database.
                         * @enum {string}
                         */
                        kind: "recordings" | "transcripts" | "texts" | "desk_tasks" | "identity_attempts" | "audit";
                        /** @description What holds: those that were chosen, or else the default. */
                        days: number;
                        /** @description Null where the clinic has chosen nothing. */
                        chosenDays: number | null;
                        defaultDays: number;
                        minDays: number;
                        maxDays: number;
                        changedAt: string | null;
                        changedAtLocal: string | null;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    RetentionRulesController_set: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                kind: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "days": 365
                 *     }
                 */
                "application/json": {
                    /**
                     * @description So long records of this kind are kept, within `minDays` and `maxDays`.
                     * @example 365
                     */
                    days: number;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "kind": "recordings",
                     *       "days": 1,
                     *       "chosenDays": 1,
                     *       "defaultDays": 1,
                     *       "minDays": 1,
                     *       "maxDays": 1,
                     *       "changedAt": "2026-11-24T15:30:00Z",
                     *       "changedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /**
                         * @description What is kept. `audit`: what is older is counted, and left to whoever operates the database.
                         * @enum {string}
                         */
                        kind: "recordings" | "transcripts" | "texts" | "desk_tasks" | "identity_attempts" | "audit";
                        /** @description What holds: those that were chosen, or else the default. */
                        days: number;
                        /** @description Null where the clinic has chosen nothing. */
                        chosenDays: number | null;
                        defaultDays: number;
                        minDays: number;
                        maxDays: number;
                        changedAt: string | null;
                        changedAtLocal: string | null;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    RetentionRunsController_list: {
        parameters: {
            query?: {
                /** @description Of this kind of record only. */
                kind?: "recordings" | "transcripts" | "texts" | "desk_tasks" | "identity_attempts" | "audit";
                /** @description The first day, in UTC. */
                from?: string;
                /** @description The last day, in UTC. */
                to?: string;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "day": "2026-11-24",
                     *           "kind": "recordings",
                     *           "before": "2026-11-24T15:30:00Z",
                     *           "beforeLocal": "2026-11-24T09:30:00-06:00",
                     *           "removed": 1,
                     *           "held": 1,
                     *           "failed": 1,
                     *           "failedIds": [
                     *             "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                     *           ],
                     *           "oldestAt": "2026-11-24T15:30:00Z",
                     *           "oldestAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "newestAt": "2026-11-24T15:30:00Z",
                     *           "newestAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "idsHash": "text",
                     *           "finishedAt": "2026-11-24T15:30:00Z",
                     *           "finishedAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "timeZone": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /**
                             * Format: date
                             * @description In UTC: a day has one run for each kind.
                             */
                            day: string;
                            /** @enum {string} */
                            kind: "recordings" | "transcripts" | "texts" | "desk_tasks" | "identity_attempts" | "audit";
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            before: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            beforeLocal: string;
                            /** @description Records that were older than `before`, and are gone. */
                            removed: number;
                            /** @description As old, and kept because of a legal hold. */
                            held: number;
                            /** @description As old, and not removed: the carrier refused. Tried again on the next day. */
                            failed: number;
                            /** @description The first of those. */
                            failedIds: string[];
                            oldestAt: string | null;
                            oldestAtLocal: string | null;
                            newestAt: string | null;
                            newestAtLocal: string | null;
                            /** @description SHA-256 over the ids of what was removed: whoever has them can check that it was these. */
                            idsHash: string;
                            finishedAt: string | null;
                            finishedAtLocal: string | null;
                            /** @description The clinic's zone, IANA. */
                            timeZone: string;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    RetentionRunsController_preview: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "kind": "recordings",
                     *           "days": 1,
                     *           "before": "2026-11-24T15:30:00Z",
                     *           "beforeLocal": "2026-11-24T09:30:00-06:00",
                     *           "due": 1,
                     *           "held": 1
                     *         }
                     *       ],
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** @enum {string} */
                            kind: "recordings" | "transcripts" | "texts" | "desk_tasks" | "identity_attempts" | "audit";
                            /** @description How long it is kept. */
                            days: number;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            before: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            beforeLocal: string;
                            /** @description Records that a run would remove now. */
                            due: number;
                            /** @description As old, and kept because of a legal hold. */
                            held: number;
                        }[];
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    LegalHoldsController_list: {
        parameters: {
            query?: {
                /** @description Those that hold, or those of the past; both when absent. */
                state?: "open" | "released";
                /** @description Placed on this patient. */
                patientId?: string;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "subject": {
                     *             "kind": "patient",
                     *             "patientId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                     *           },
                     *           "reason": "text",
                     *           "placedAt": "2026-11-24T15:30:00Z",
                     *           "placedAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "placedBy": {
                     *             "kind": "agent",
                     *             "id": "text"
                     *           },
                     *           "releasedAt": "2026-11-24T15:30:00Z",
                     *           "releasedAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "releasedBy": {
                     *             "kind": "agent",
                     *             "id": "text"
                     *           },
                     *           "timeZone": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            /** @description What is kept: a patient with their calls and texts, a call, or everything that the clinic has. */
                            subject: {
                                /** @enum {string} */
                                kind: "patient";
                                /** Format: uuid */
                                patientId: string;
                            } | {
                                /** @enum {string} */
                                kind: "call";
                                callSid: string;
                            } | {
                                /** @enum {string} */
                                kind: "clinic";
                            };
                            reason: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            placedAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            placedAtLocal: string;
                            placedBy: {
                                /** @enum {string} */
                                kind: "agent" | "api_key" | "staff" | "system" | "patient";
                                id: string;
                            };
                            releasedAt: string | null;
                            releasedAtLocal: string | null;
                            releasedBy: {
                                /** @enum {string} */
                                kind: "agent" | "api_key" | "staff" | "system" | "patient";
                                id: string;
                            } | null;
                            /** @description The clinic's zone, IANA. */
                            timeZone: string;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    LegalHoldsController_place: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "subject": {
                 *         "kind": "patient",
                 *         "patientId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                 *       },
                 *       "reason": "text"
                 *     }
                 */
                "application/json": {
                    /** @description What is kept: a patient with their calls and texts, a call, or everything that the clinic has. */
                    subject: {
                        /** @enum {string} */
                        kind: "patient";
                        /** Format: uuid */
                        patientId: string;
                    } | {
                        /** @enum {string} */
                        kind: "call";
                        callSid: string;
                    } | {
                        /** @enum {string} */
                        kind: "clinic";
                    };
                    /** @description For people of the clinic. It is sealed, since it may name somebody. */
                    reason: string;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "subject": {
                     *         "kind": "patient",
                     *         "patientId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                     *       },
                     *       "reason": "text",
                     *       "placedAt": "2026-11-24T15:30:00Z",
                     *       "placedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "placedBy": {
                     *         "kind": "agent",
                     *         "id": "text"
                     *       },
                     *       "releasedAt": "2026-11-24T15:30:00Z",
                     *       "releasedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "releasedBy": {
                     *         "kind": "agent",
                     *         "id": "text"
                     *       },
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @description What is kept: a patient with their calls and texts, a call, or everything that the clinic has. */
                        subject: {
                            /** @enum {string} */
                            kind: "patient";
                            /** Format: uuid */
                            patientId: string;
                        } | {
                            /** @enum {string} */
                            kind: "call";
                            callSid: string;
                        } | {
                            /** @enum {string} */
                            kind: "clinic";
                        };
                        reason: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        placedAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        placedAtLocal: string;
                        placedBy: {
                            /** @enum {string} */
                            kind: "agent" | "api_key" | "staff" | "system" | "patient";
                            id: string;
                        };
                        releasedAt: string | null;
                        releasedAtLocal: string | null;
                        releasedBy: {
                            /** @enum {string} */
                            kind: "agent" | "api_key" | "staff" | "system" | "patient";
                            id: string;
                        } | null;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    LegalHoldsController_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "subject": {
                     *         "kind": "patient",
                     *         "patientId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                     *       },
                     *       "reason": "text",
                     *       "placedAt": "2026-11-24T15:30:00Z",
                     *       "placedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "placedBy": {
                     *         "kind": "agent",
                     *         "id": "text"
                     *       },
                     *       "releasedAt": "2026-11-24T15:30:00Z",
                     *       "releasedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "releasedBy": {
                     *         "kind": "agent",
                     *         "id": "text"
                     *       },
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @description What is kept: a patient with their calls and texts, a call, or everything that the clinic has. */
                        subject: {
                            /** @enum {string} */
                            kind: "patient";
                            /** Format: uuid */
                            patientId: string;
                        } | {
                            /** @enum {string} */
                            kind: "call";
                            callSid: string;
                        } | {
                            /** @enum {string} */
                            kind: "clinic";
                        };
                        reason: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        placedAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        placedAtLocal: string;
                        placedBy: {
                            /** @enum {string} */
                            kind: "agent" | "api_key" | "staff" | "system" | "patient";
                            id: string;
                        };
                        releasedAt: string | null;
                        releasedAtLocal: string | null;
                        releasedBy: {
                            /** @enum {string} */
                            kind: "agent" | "api_key" | "staff" | "system" | "patient";
                            id: string;
                        } | null;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    LegalHoldsController_release: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "subject": {
                     *         "kind": "patient",
                     *         "patientId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10"
                     *       },
                     *       "reason": "text",
                     *       "placedAt": "2026-11-24T15:30:00Z",
                     *       "placedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "placedBy": {
                     *         "kind": "agent",
                     *         "id": "text"
                     *       },
                     *       "releasedAt": "2026-11-24T15:30:00Z",
                     *       "releasedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "releasedBy": {
                     *         "kind": "agent",
                     *         "id": "text"
                     *       },
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @description What is kept: a patient with their calls and texts, a call, or everything that the clinic has. */
                        subject: {
                            /** @enum {string} */
                            kind: "patient";
                            /** Format: uuid */
                            patientId: string;
                        } | {
                            /** @enum {string} */
                            kind: "call";
                            callSid: string;
                        } | {
                            /** @enum {string} */
                            kind: "clinic";
                        };
                        reason: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        placedAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        placedAtLocal: string;
                        placedBy: {
                            /** @enum {string} */
                            kind: "agent" | "api_key" | "staff" | "system" | "patient";
                            id: string;
                        };
                        releasedAt: string | null;
                        releasedAtLocal: string | null;
                        releasedBy: {
                            /** @enum {string} */
                            kind: "agent" | "api_key" | "staff" | "system" | "patient";
                            id: string;
                        } | null;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
    ErasuresController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "patientId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "erasedAt": "2026-11-24T15:30:00Z",
                     *       "erasedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "erasedBy": {
                     *         "kind": "agent",
                     *         "id": "text"
                     *       },
                     *       "reason": "asked_by_patient",
                     *       "removed": {
                     *         "patients": 1,
                     *         "texts": 3
                     *       },
                     *       "recordingsLeft": 1,
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        patientId: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        erasedAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        erasedAtLocal: string;
                        erasedBy: {
                            /** @enum {string} */
                            kind: "agent" | "api_key" | "staff" | "system" | "patient";
                            /** @description Of a key, of an account, or the name of a part of the product. */
                            id: string;
                        };
                        /** @enum {string} */
                        reason: "asked_by_patient" | "asked_by_representative" | "ordered" | "other";
                        /**
                         * @description How many rows were removed or overwritten, by what keeps them.
                         * @example {
                         *       "patients": 1,
                         *       "texts": 3
                         *     }
                         */
                        removed: {
                            [key: string]: number;
                        };
                        /** @description Recordings that the carrier has not deleted yet. It is asked again every day until there are none. */
                        recordingsLeft: number;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    ErasuresController_order: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "asked_by_patient"
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    reason: "asked_by_patient" | "asked_by_representative" | "ordered" | "other";
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "patientId": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "erasedAt": "2026-11-24T15:30:00Z",
                     *       "erasedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "erasedBy": {
                     *         "kind": "agent",
                     *         "id": "text"
                     *       },
                     *       "reason": "asked_by_patient",
                     *       "removed": {
                     *         "patients": 1,
                     *         "texts": 3
                     *       },
                     *       "recordingsLeft": 1,
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        patientId: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        erasedAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        erasedAtLocal: string;
                        erasedBy: {
                            /** @enum {string} */
                            kind: "agent" | "api_key" | "staff" | "system" | "patient";
                            /** @description Of a key, of an account, or the name of a part of the product. */
                            id: string;
                        };
                        /** @enum {string} */
                        reason: "asked_by_patient" | "asked_by_representative" | "ordered" | "other";
                        /**
                         * @description How many rows were removed or overwritten, by what keeps them.
                         * @example {
                         *       "patients": 1,
                         *       "texts": 3
                         *     }
                         */
                        removed: {
                            [key: string]: number;
                        };
                        /** @description Recordings that the carrier has not deleted yet. It is asked again every day until there are none. */
                        recordingsLeft: number;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
    PatientExportController_archive: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /** @example text */
                    "application/zip": string;
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    AgentProfilesController_list: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "version": 1,
                     *           "status": "draft",
                     *           "note": "text",
                     *           "createdAt": "2026-11-24T15:30:00Z",
                     *           "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "publishedAt": "2026-11-24T15:30:00Z",
                     *           "publishedAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "timeZone": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** @description Counts from 1 within the clinic. */
                            version: number;
                            /** @enum {string} */
                            status: "draft" | "published" | "retired" | "discarded";
                            note: string | null;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            createdAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            createdAtLocal: string;
                            publishedAt: string | null;
                            publishedAtLocal: string | null;
                            /** @description The clinic's zone, IANA. */
                            timeZone: string;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    AgentProfilesController_draft: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": {
                    /** @description The version to begin with, such as an older one to go back to; the published one when absent. */
                    from?: number;
                    /**
                     * @description What is to differ, in the shape of the `settings` of the answer, as a JSON merge patch (RFC 7396): objects are merged, lists are replaced, null puts back the default.
                     * @default {}
                     */
                    settings?: {
                        [key: string]: unknown;
                    };
                    /** @default null */
                    note?: string | null;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": 1,
                     *       "status": "draft",
                     *       "note": "text",
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "publishedAt": "2026-11-24T15:30:00Z",
                     *       "publishedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text",
                     *       "settings": {
                     *         "languages": [
                     *           "en"
                     *         ],
                     *         "greetings": {},
                     *         "prompt": {
                     *           "persona": null,
                     *           "style": null,
                     *           "knowledge": null
                     *         },
                     *         "voices": {
                     *           "en": [
                     *             "aura-2-thalia-en"
                     *           ],
                     *           "es": [
                     *             "aura-2-celeste-es"
                     *           ]
                     *         },
                     *         "models": [
                     *           {
                     *             "vendor": "open_ai",
                     *             "name": "gpt-4.1-mini",
                     *             "temperature": 0.3
                     *           }
                     *         ],
                     *         "turnTaking": {
                     *           "endConfidence": 0.7,
                     *           "eagerConfidence": null,
                     *           "endTimeoutMs": 5000
                     *         },
                     *         "tools": null,
                     *         "keyterms": [],
                     *         "phrases": {
                     *           "en": {},
                     *           "es": {}
                     *         },
                     *         "audio": {
                     *           "gainDb": 0,
                     *           "noiseGate": false
                     *         }
                     *       },
                     *       "warnings": [
                     *         {
                     *           "field": "text",
                     *           "detail": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @description Counts from 1 within the clinic. */
                        version: number;
                        /** @enum {string} */
                        status: "draft" | "published" | "retired" | "discarded";
                        note: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        publishedAt: string | null;
                        publishedAtLocal: string | null;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                        settings: {
                            /**
                             * @default [
                             *       "en"
                             *     ]
                             */
                            languages: ("en" | "es")[];
                            /** @default {} */
                            greetings: {
                                [key: string]: string;
                            };
                            /**
                             * @default {
                             *       "persona": null,
                             *       "style": null,
                             *       "knowledge": null
                             *     }
                             */
                            prompt: {
                                /** @default null */
                                persona: string | null;
                                /** @default null */
                                style: string | null;
                                /** @default null */
                                knowledge: string | null;
                            };
                            voices: {
                                /**
                                 * @default [
                                 *       "aura-2-thalia-en"
                                 *     ]
                                 */
                                en: string[];
                                /**
                                 * @default [
                                 *       "aura-2-celeste-es"
                                 *     ]
                                 */
                                es: string[];
                            };
                            /**
                             * @default [
                             *       {
                             *         "vendor": "open_ai",
                             *         "name": "gpt-4.1-mini",
                             *         "temperature": 0.3
                             *       }
                             *     ]
                             */
                            models: {
                                /** @enum {string} */
                                vendor: "open_ai" | "anthropic" | "google";
                                name: string;
                                /** @default 0.3 */
                                temperature: number;
                            }[];
                            turnTaking: {
                                /** @default 0.7 */
                                endConfidence: number;
                                /** @default null */
                                eagerConfidence: number | null;
                                /** @default 5000 */
                                endTimeoutMs: number;
                            };
                            /** @default null */
                            tools: string[] | null;
                            /** @default [] */
                            keyterms: string[];
                            phrases: {
                                /** @default {} */
                                en: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                es: {
                                    [key: string]: string;
                                };
                            };
                            audio: {
                                /** @default 0 */
                                gainDb: number;
                                /** @default false */
                                noiseGate: boolean;
                            };
                        };
                        /** @description What is allowed and hardly meant. */
                        warnings: {
                            /** @description JSON pointer into the settings. */
                            field: string;
                            detail: string;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    AgentProfilesController_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 1 */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": 1,
                     *       "status": "draft",
                     *       "note": "text",
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "publishedAt": "2026-11-24T15:30:00Z",
                     *       "publishedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text",
                     *       "settings": {
                     *         "languages": [
                     *           "en"
                     *         ],
                     *         "greetings": {},
                     *         "prompt": {
                     *           "persona": null,
                     *           "style": null,
                     *           "knowledge": null
                     *         },
                     *         "voices": {
                     *           "en": [
                     *             "aura-2-thalia-en"
                     *           ],
                     *           "es": [
                     *             "aura-2-celeste-es"
                     *           ]
                     *         },
                     *         "models": [
                     *           {
                     *             "vendor": "open_ai",
                     *             "name": "gpt-4.1-mini",
                     *             "temperature": 0.3
                     *           }
                     *         ],
                     *         "turnTaking": {
                     *           "endConfidence": 0.7,
                     *           "eagerConfidence": null,
                     *           "endTimeoutMs": 5000
                     *         },
                     *         "tools": null,
                     *         "keyterms": [],
                     *         "phrases": {
                     *           "en": {},
                     *           "es": {}
                     *         },
                     *         "audio": {
                     *           "gainDb": 0,
                     *           "noiseGate": false
                     *         }
                     *       },
                     *       "warnings": [
                     *         {
                     *           "field": "text",
                     *           "detail": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @description Counts from 1 within the clinic. */
                        version: number;
                        /** @enum {string} */
                        status: "draft" | "published" | "retired" | "discarded";
                        note: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        publishedAt: string | null;
                        publishedAtLocal: string | null;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                        settings: {
                            /**
                             * @default [
                             *       "en"
                             *     ]
                             */
                            languages: ("en" | "es")[];
                            /** @default {} */
                            greetings: {
                                [key: string]: string;
                            };
                            /**
                             * @default {
                             *       "persona": null,
                             *       "style": null,
                             *       "knowledge": null
                             *     }
                             */
                            prompt: {
                                /** @default null */
                                persona: string | null;
                                /** @default null */
                                style: string | null;
                                /** @default null */
                                knowledge: string | null;
                            };
                            voices: {
                                /**
                                 * @default [
                                 *       "aura-2-thalia-en"
                                 *     ]
                                 */
                                en: string[];
                                /**
                                 * @default [
                                 *       "aura-2-celeste-es"
                                 *     ]
                                 */
                                es: string[];
                            };
                            /**
                             * @default [
                             *       {
                             *         "vendor": "open_ai",
                             *         "name": "gpt-4.1-mini",
                             *         "temperature": 0.3
                             *       }
                             *     ]
                             */
                            models: {
                                /** @enum {string} */
                                vendor: "open_ai" | "anthropic" | "google";
                                name: string;
                                /** @default 0.3 */
                                temperature: number;
                            }[];
                            turnTaking: {
                                /** @default 0.7 */
                                endConfidence: number;
                                /** @default null */
                                eagerConfidence: number | null;
                                /** @default 5000 */
                                endTimeoutMs: number;
                            };
                            /** @default null */
                            tools: string[] | null;
                            /** @default [] */
                            keyterms: string[];
                            phrases: {
                                /** @default {} */
                                en: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                es: {
                                    [key: string]: string;
                                };
                            };
                            audio: {
                                /** @default 0 */
                                gainDb: number;
                                /** @default false */
                                noiseGate: boolean;
                            };
                        };
                        /** @description What is allowed and hardly meant. */
                        warnings: {
                            /** @description JSON pointer into the settings. */
                            field: string;
                            detail: string;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    AgentProfilesController_discard: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
            };
            path: {
                /** @example 1 */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            409: components["responses"]["Problem-409"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    AgentProfilesController_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
            };
            path: {
                /** @example 1 */
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": {
                    /** @description What is to differ, in the shape of the `settings` of the answer, as a JSON merge patch (RFC 7396): objects are merged, lists are replaced, null puts back the default. */
                    settings?: {
                        [key: string]: unknown;
                    };
                    /** @description Stays as it is when absent. */
                    note?: string | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": 1,
                     *       "status": "draft",
                     *       "note": "text",
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "publishedAt": "2026-11-24T15:30:00Z",
                     *       "publishedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text",
                     *       "settings": {
                     *         "languages": [
                     *           "en"
                     *         ],
                     *         "greetings": {},
                     *         "prompt": {
                     *           "persona": null,
                     *           "style": null,
                     *           "knowledge": null
                     *         },
                     *         "voices": {
                     *           "en": [
                     *             "aura-2-thalia-en"
                     *           ],
                     *           "es": [
                     *             "aura-2-celeste-es"
                     *           ]
                     *         },
                     *         "models": [
                     *           {
                     *             "vendor": "open_ai",
                     *             "name": "gpt-4.1-mini",
                     *             "temperature": 0.3
                     *           }
                     *         ],
                     *         "turnTaking": {
                     *           "endConfidence": 0.7,
                     *           "eagerConfidence": null,
                     *           "endTimeoutMs": 5000
                     *         },
                     *         "tools": null,
                     *         "keyterms": [],
                     *         "phrases": {
                     *           "en": {},
                     *           "es": {}
                     *         },
                     *         "audio": {
                     *           "gainDb": 0,
                     *           "noiseGate": false
                     *         }
                     *       },
                     *       "warnings": [
                     *         {
                     *           "field": "text",
                     *           "detail": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @description Counts from 1 within the clinic. */
                        version: number;
                        /** @enum {string} */
                        status: "draft" | "published" | "retired" | "discarded";
                        note: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        publishedAt: string | null;
                        publishedAtLocal: string | null;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                        settings: {
                            /**
                             * @default [
                             *       "en"
                             *     ]
                             */
                            languages: ("en" | "es")[];
                            /** @default {} */
                            greetings: {
                                [key: string]: string;
                            };
                            /**
                             * @default {
                             *       "persona": null,
                             *       "style": null,
                             *       "knowledge": null
                             *     }
                             */
                            prompt: {
                                /** @default null */
                                persona: string | null;
                                /** @default null */
                                style: string | null;
                                /** @default null */
                                knowledge: string | null;
                            };
                            voices: {
                                /**
                                 * @default [
                                 *       "aura-2-thalia-en"
                                 *     ]
                                 */
                                en: string[];
                                /**
                                 * @default [
                                 *       "aura-2-celeste-es"
                                 *     ]
                                 */
                                es: string[];
                            };
                            /**
                             * @default [
                             *       {
                             *         "vendor": "open_ai",
                             *         "name": "gpt-4.1-mini",
                             *         "temperature": 0.3
                             *       }
                             *     ]
                             */
                            models: {
                                /** @enum {string} */
                                vendor: "open_ai" | "anthropic" | "google";
                                name: string;
                                /** @default 0.3 */
                                temperature: number;
                            }[];
                            turnTaking: {
                                /** @default 0.7 */
                                endConfidence: number;
                                /** @default null */
                                eagerConfidence: number | null;
                                /** @default 5000 */
                                endTimeoutMs: number;
                            };
                            /** @default null */
                            tools: string[] | null;
                            /** @default [] */
                            keyterms: string[];
                            phrases: {
                                /** @default {} */
                                en: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                es: {
                                    [key: string]: string;
                                };
                            };
                            audio: {
                                /** @default 0 */
                                gainDb: number;
                                /** @default false */
                                noiseGate: boolean;
                            };
                        };
                        /** @description What is allowed and hardly meant. */
                        warnings: {
                            /** @description JSON pointer into the settings. */
                            field: string;
                            detail: string;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            409: components["responses"]["Problem-409"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    AgentProfilesController_compare: {
        parameters: {
            query: {
                /** @description The other version. */
                with: number;
            };
            header?: never;
            path: {
                /** @example 1 */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": 1,
                     *       "with": 1,
                     *       "differences": [
                     *         {
                     *           "path": "text",
                     *           "value": null,
                     *           "otherValue": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        version: number;
                        with: number;
                        differences: {
                            /** @description JSON pointer into the settings. */
                            path: string;
                            /** @description Of this version; null where there is none. */
                            value: unknown;
                            /** @description Of the version that it is compared with. */
                            otherValue: unknown;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    AgentProfilesController_publish: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example 1 */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": 1,
                     *       "status": "draft",
                     *       "note": "text",
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "publishedAt": "2026-11-24T15:30:00Z",
                     *       "publishedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text",
                     *       "settings": {
                     *         "languages": [
                     *           "en"
                     *         ],
                     *         "greetings": {},
                     *         "prompt": {
                     *           "persona": null,
                     *           "style": null,
                     *           "knowledge": null
                     *         },
                     *         "voices": {
                     *           "en": [
                     *             "aura-2-thalia-en"
                     *           ],
                     *           "es": [
                     *             "aura-2-celeste-es"
                     *           ]
                     *         },
                     *         "models": [
                     *           {
                     *             "vendor": "open_ai",
                     *             "name": "gpt-4.1-mini",
                     *             "temperature": 0.3
                     *           }
                     *         ],
                     *         "turnTaking": {
                     *           "endConfidence": 0.7,
                     *           "eagerConfidence": null,
                     *           "endTimeoutMs": 5000
                     *         },
                     *         "tools": null,
                     *         "keyterms": [],
                     *         "phrases": {
                     *           "en": {},
                     *           "es": {}
                     *         },
                     *         "audio": {
                     *           "gainDb": 0,
                     *           "noiseGate": false
                     *         }
                     *       },
                     *       "warnings": [
                     *         {
                     *           "field": "text",
                     *           "detail": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @description Counts from 1 within the clinic. */
                        version: number;
                        /** @enum {string} */
                        status: "draft" | "published" | "retired" | "discarded";
                        note: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        publishedAt: string | null;
                        publishedAtLocal: string | null;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                        settings: {
                            /**
                             * @default [
                             *       "en"
                             *     ]
                             */
                            languages: ("en" | "es")[];
                            /** @default {} */
                            greetings: {
                                [key: string]: string;
                            };
                            /**
                             * @default {
                             *       "persona": null,
                             *       "style": null,
                             *       "knowledge": null
                             *     }
                             */
                            prompt: {
                                /** @default null */
                                persona: string | null;
                                /** @default null */
                                style: string | null;
                                /** @default null */
                                knowledge: string | null;
                            };
                            voices: {
                                /**
                                 * @default [
                                 *       "aura-2-thalia-en"
                                 *     ]
                                 */
                                en: string[];
                                /**
                                 * @default [
                                 *       "aura-2-celeste-es"
                                 *     ]
                                 */
                                es: string[];
                            };
                            /**
                             * @default [
                             *       {
                             *         "vendor": "open_ai",
                             *         "name": "gpt-4.1-mini",
                             *         "temperature": 0.3
                             *       }
                             *     ]
                             */
                            models: {
                                /** @enum {string} */
                                vendor: "open_ai" | "anthropic" | "google";
                                name: string;
                                /** @default 0.3 */
                                temperature: number;
                            }[];
                            turnTaking: {
                                /** @default 0.7 */
                                endConfidence: number;
                                /** @default null */
                                eagerConfidence: number | null;
                                /** @default 5000 */
                                endTimeoutMs: number;
                            };
                            /** @default null */
                            tools: string[] | null;
                            /** @default [] */
                            keyterms: string[];
                            phrases: {
                                /** @default {} */
                                en: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                es: {
                                    [key: string]: string;
                                };
                            };
                            audio: {
                                /** @default 0 */
                                gainDb: number;
                                /** @default false */
                                noiseGate: boolean;
                            };
                        };
                        /** @description What is allowed and hardly meant. */
                        warnings: {
                            /** @description JSON pointer into the settings. */
                            field: string;
                            detail: string;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
    AgentProfilesController_rollBack: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example 1 */
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": {
                    /**
                     * @description Why, for those who read the list of versions.
                     * @default null
                     */
                    note?: string | null;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": 1,
                     *       "status": "draft",
                     *       "note": "text",
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "publishedAt": "2026-11-24T15:30:00Z",
                     *       "publishedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text",
                     *       "settings": {
                     *         "languages": [
                     *           "en"
                     *         ],
                     *         "greetings": {},
                     *         "prompt": {
                     *           "persona": null,
                     *           "style": null,
                     *           "knowledge": null
                     *         },
                     *         "voices": {
                     *           "en": [
                     *             "aura-2-thalia-en"
                     *           ],
                     *           "es": [
                     *             "aura-2-celeste-es"
                     *           ]
                     *         },
                     *         "models": [
                     *           {
                     *             "vendor": "open_ai",
                     *             "name": "gpt-4.1-mini",
                     *             "temperature": 0.3
                     *           }
                     *         ],
                     *         "turnTaking": {
                     *           "endConfidence": 0.7,
                     *           "eagerConfidence": null,
                     *           "endTimeoutMs": 5000
                     *         },
                     *         "tools": null,
                     *         "keyterms": [],
                     *         "phrases": {
                     *           "en": {},
                     *           "es": {}
                     *         },
                     *         "audio": {
                     *           "gainDb": 0,
                     *           "noiseGate": false
                     *         }
                     *       },
                     *       "warnings": [
                     *         {
                     *           "field": "text",
                     *           "detail": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @description Counts from 1 within the clinic. */
                        version: number;
                        /** @enum {string} */
                        status: "draft" | "published" | "retired" | "discarded";
                        note: string | null;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        publishedAt: string | null;
                        publishedAtLocal: string | null;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                        settings: {
                            /**
                             * @default [
                             *       "en"
                             *     ]
                             */
                            languages: ("en" | "es")[];
                            /** @default {} */
                            greetings: {
                                [key: string]: string;
                            };
                            /**
                             * @default {
                             *       "persona": null,
                             *       "style": null,
                             *       "knowledge": null
                             *     }
                             */
                            prompt: {
                                /** @default null */
                                persona: string | null;
                                /** @default null */
                                style: string | null;
                                /** @default null */
                                knowledge: string | null;
                            };
                            voices: {
                                /**
                                 * @default [
                                 *       "aura-2-thalia-en"
                                 *     ]
                                 */
                                en: string[];
                                /**
                                 * @default [
                                 *       "aura-2-celeste-es"
                                 *     ]
                                 */
                                es: string[];
                            };
                            /**
                             * @default [
                             *       {
                             *         "vendor": "open_ai",
                             *         "name": "gpt-4.1-mini",
                             *         "temperature": 0.3
                             *       }
                             *     ]
                             */
                            models: {
                                /** @enum {string} */
                                vendor: "open_ai" | "anthropic" | "google";
                                name: string;
                                /** @default 0.3 */
                                temperature: number;
                            }[];
                            turnTaking: {
                                /** @default 0.7 */
                                endConfidence: number;
                                /** @default null */
                                eagerConfidence: number | null;
                                /** @default 5000 */
                                endTimeoutMs: number;
                            };
                            /** @default null */
                            tools: string[] | null;
                            /** @default [] */
                            keyterms: string[];
                            phrases: {
                                /** @default {} */
                                en: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                es: {
                                    [key: string]: string;
                                };
                            };
                            audio: {
                                /** @default 0 */
                                gainDb: number;
                                /** @default false */
                                noiseGate: boolean;
                            };
                        };
                        /** @description What is allowed and hardly meant. */
                        warnings: {
                            /** @description JSON pointer into the settings. */
                            field: string;
                            detail: string;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
    FaqsController_list: {
        parameters: {
            query?: {
                /** @description `policy`: what the clinic has decided, such as about late cancelling. */
                kind?: "faq" | "policy";
                /** @description Of the question and the answer. Callers get answers of their language. */
                language?: "en" | "es";
                /** @description Whether they are given as answers; both when absent. */
                active?: "true" | "false";
                /** @description The order of the list. A minus before the name: descending. */
                sort?: "createdAt" | "-createdAt";
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "kind": "faq",
                     *           "language": "en",
                     *           "question": "text",
                     *           "answer": "text",
                     *           "keywords": "text",
                     *           "active": true,
                     *           "createdAt": "2026-11-24T15:30:00Z",
                     *           "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "changedAt": "2026-11-24T15:30:00Z",
                     *           "changedAtLocal": "2026-11-24T09:30:00-06:00",
                     *           "timeZone": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            /**
                             * @description `policy`: what the clinic has decided, such as about late cancelling.
                             * @enum {string}
                             */
                            kind: "faq" | "policy";
                            /**
                             * @description Of the question and the answer. Callers get answers of their language.
                             * @enum {string}
                             */
                            language: "en" | "es";
                            question: string;
                            /** @description Told word for word. */
                            answer: string;
                            /** @description Other words in which callers ask. */
                            keywords: string;
                            /** @description False: retired, and never given as an answer. */
                            active: boolean;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            createdAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            createdAtLocal: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-24T15:30:00Z
                             */
                            changedAt: string;
                            /**
                             * Format: date-time
                             * @description The same moment by the clinic's clocks, with their offset from UTC.
                             * @example 2026-11-24T09:30:00-06:00
                             */
                            changedAtLocal: string;
                            /** @description The clinic's zone, IANA. */
                            timeZone: string;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    FaqsController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "faq",
                 *       "language": "en",
                 *       "question": "Where can I park?",
                 *       "answer": "Behind the house, two hours are free of charge."
                 *     }
                 */
                "application/json": {
                    /**
                     * @description `policy`: what the clinic has decided, such as about late cancelling.
                     * @enum {string}
                     */
                    kind: "faq" | "policy";
                    /**
                     * @description Of the question and the answer. Callers get answers of their language.
                     * @enum {string}
                     */
                    language: "en" | "es";
                    /** @example Where can I park? */
                    question: string;
                    /**
                     * @description Told word for word.
                     * @example Behind the house, two hours are free of charge.
                     */
                    answer: string;
                    /**
                     * @description Other words in which callers ask.
                     * @default
                     */
                    keywords?: string;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "kind": "faq",
                     *       "language": "en",
                     *       "question": "text",
                     *       "answer": "text",
                     *       "keywords": "text",
                     *       "active": true,
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "changedAt": "2026-11-24T15:30:00Z",
                     *       "changedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /**
                         * @description `policy`: what the clinic has decided, such as about late cancelling.
                         * @enum {string}
                         */
                        kind: "faq" | "policy";
                        /**
                         * @description Of the question and the answer. Callers get answers of their language.
                         * @enum {string}
                         */
                        language: "en" | "es";
                        question: string;
                        /** @description Told word for word. */
                        answer: string;
                        /** @description Other words in which callers ask. */
                        keywords: string;
                        /** @description False: retired, and never given as an answer. */
                        active: boolean;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        changedAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        changedAtLocal: string;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    FaqsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "kind": "faq",
                     *       "language": "en",
                     *       "question": "text",
                     *       "answer": "text",
                     *       "keywords": "text",
                     *       "active": true,
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "changedAt": "2026-11-24T15:30:00Z",
                     *       "changedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /**
                         * @description `policy`: what the clinic has decided, such as about late cancelling.
                         * @enum {string}
                         */
                        kind: "faq" | "policy";
                        /**
                         * @description Of the question and the answer. Callers get answers of their language.
                         * @enum {string}
                         */
                        language: "en" | "es";
                        question: string;
                        /** @description Told word for word. */
                        answer: string;
                        /** @description Other words in which callers ask. */
                        keywords: string;
                        /** @description False: retired, and never given as an answer. */
                        active: boolean;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        changedAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        changedAtLocal: string;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    FaqsController_delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    FaqsController_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "question": "Where can I park?",
                 *       "answer": "Behind the house, two hours are free of charge."
                 *     }
                 */
                "application/json": {
                    /**
                     * @description `policy`: what the clinic has decided, such as about late cancelling.
                     * @enum {string}
                     */
                    kind?: "faq" | "policy";
                    /**
                     * @description Of the question and the answer. Callers get answers of their language.
                     * @enum {string}
                     */
                    language?: "en" | "es";
                    /** @example Where can I park? */
                    question?: string;
                    /**
                     * @description Told word for word.
                     * @example Behind the house, two hours are free of charge.
                     */
                    answer?: string;
                    /** @description Other words in which callers ask. */
                    keywords?: string;
                    /** @description False: retired, and never given as an answer. */
                    active?: boolean;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "kind": "faq",
                     *       "language": "en",
                     *       "question": "text",
                     *       "answer": "text",
                     *       "keywords": "text",
                     *       "active": true,
                     *       "createdAt": "2026-11-24T15:30:00Z",
                     *       "createdAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "changedAt": "2026-11-24T15:30:00Z",
                     *       "changedAtLocal": "2026-11-24T09:30:00-06:00",
                     *       "timeZone": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /**
                         * @description `policy`: what the clinic has decided, such as about late cancelling.
                         * @enum {string}
                         */
                        kind: "faq" | "policy";
                        /**
                         * @description Of the question and the answer. Callers get answers of their language.
                         * @enum {string}
                         */
                        language: "en" | "es";
                        question: string;
                        /** @description Told word for word. */
                        answer: string;
                        /** @description Other words in which callers ask. */
                        keywords: string;
                        /** @description False: retired, and never given as an answer. */
                        active: boolean;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        createdAtLocal: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-24T15:30:00Z
                         */
                        changedAt: string;
                        /**
                         * Format: date-time
                         * @description The same moment by the clinic's clocks, with their offset from UTC.
                         * @example 2026-11-24T09:30:00-06:00
                         */
                        changedAtLocal: string;
                        /** @description The clinic's zone, IANA. */
                        timeZone: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    ListedPricesController_list: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "service": "text",
                     *           "price": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            service: string;
                            /** @description In words for the ear. */
                            price: string;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    ListedPricesController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "service": "Cleaning",
                 *       "price": "from 120 dollars"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description As callers call it; each once.
                     * @example Cleaning
                     */
                    service: string;
                    /**
                     * @description In words for the ear.
                     * @example from 120 dollars
                     */
                    price: string;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "service": "text",
                     *       "price": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        service: string;
                        /** @description In words for the ear. */
                        price: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
    ListedPricesController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "service": "text",
                     *       "price": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        service: string;
                        /** @description In words for the ear. */
                        price: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    ListedPricesController_delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    ListedPricesController_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "service": "Cleaning",
                 *       "price": "from 120 dollars"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description As callers call it; each once.
                     * @example Cleaning
                     */
                    service?: string;
                    /**
                     * @description In words for the ear.
                     * @example from 120 dollars
                     */
                    price?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "service": "text",
                     *       "price": "text"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        service: string;
                        /** @description In words for the ear. */
                        price: string;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            409: components["responses"]["Problem-409"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    InsurancePlansController_list: {
        parameters: {
            query?: {
                /** @description Both when absent. */
                accepted?: "true" | "false";
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *           "name": "text",
                     *           "accepted": true
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            /** @description False: callers are told that the clinic does not take it. What it covers is told to nobody. */
                            accepted: boolean;
                        }[];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            default: components["responses"]["Problem-default"];
        };
    };
    InsurancePlansController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, the same request with the same key is done once and answered alike. With another body: 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Delta Dental PPO",
                 *       "accepted": true
                 *     }
                 */
                "application/json": {
                    /**
                     * @description The insurer and its plan; each once.
                     * @example Delta Dental PPO
                     */
                    name: string;
                    /** @description False: callers are told that the clinic does not take it. What it covers is told to nobody. */
                    accepted: boolean;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "name": "text",
                     *       "accepted": true
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        name: string;
                        /** @description False: callers are told that the clinic does not take it. What it covers is told to nobody. */
                        accepted: boolean;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            409: components["responses"]["Problem-409"];
            default: components["responses"]["Problem-default"];
        };
    };
    InsurancePlansController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "name": "text",
                     *       "accepted": true
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        name: string;
                        /** @description False: callers are told that the clinic does not take it. What it covers is told to nobody. */
                        accepted: boolean;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            default: components["responses"]["Problem-default"];
        };
    };
    InsurancePlansController_delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
    InsurancePlansController_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read: the change is made only if it is still that. */
                "If-Match"?: string;
            };
            path: {
                /** @example 0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Delta Dental PPO"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description The insurer and its plan; each once.
                     * @example Delta Dental PPO
                     */
                    name?: string;
                    /** @description False: callers are told that the clinic does not take it. What it covers is told to nobody. */
                    accepted?: boolean;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10",
                     *       "name": "text",
                     *       "accepted": true
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        name: string;
                        /** @description False: callers are told that the clinic does not take it. What it covers is told to nobody. */
                        accepted: boolean;
                    };
                };
            };
            400: components["responses"]["Problem-400"];
            401: components["responses"]["Problem-401"];
            403: components["responses"]["Problem-403"];
            404: components["responses"]["Problem-404"];
            409: components["responses"]["Problem-409"];
            412: components["responses"]["Problem-412"];
            default: components["responses"]["Problem-default"];
        };
    };
}
