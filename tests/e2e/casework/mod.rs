//! From "it went wrong" to a packet and the end of it, in the real window: five cases, each by its
//! own way in.

mod closed;
mod deceived;
mod looks;
mod moves;
mod never_came;
mod packet;
mod paid_twice;
mod wrong_number;
